package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Keeps every weight that is stored by its links as a full one behind a mask: what {@link
 * LinkedStorage} did, taken back. Analyses that look at full weights can so look at any snapshot.
 */
public record MaskedStorage() implements StructurePass {
  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    Network network = snapshot.network();
    Tracing tracing = new Tracing(network);
    Trace trace = new Trace(tracing, "storage", true);
    network.call(trace, network.leaves());
    List<Edit> edits = new ArrayList<>();
    for (Variable v : tracing.variables()) {
      if (tracing.variable(Linked.path(v.path())) == null) continue;
      long links = v.type().shape().size().size();
      edits.add(new StoreMask(v.path(), trace.effective(v.path()).shape(), links));
    }
    return new Plan("masked storage", edits);
  }
}
