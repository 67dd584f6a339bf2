package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;

/**
 * Keeps the masked matrices that are sparse enough by their links alone, which is how they are
 * computed then, too. Weights, masks and what the optimizer keeps for the links stay as they are;
 * {@link MaskedStorage} is the way back. Matrices with constraints, or whose chain of
 * parametrizations has more than masks, are left alone.
 *
 * @param below the density from which on a matrix stays masked, in (0, 1]
 */
public record LinkedStorage(double below) implements StructurePass {
  public LinkedStorage {
    Check.density("below", below);
  }

  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    Network network = snapshot.network();
    Tracing tracing = new Tracing(network);
    network.call(new Trace(tracing, "storage", true), network.leaves());
    List<Edit> edits = new ArrayList<>();
    for (Variable v : tracing.variables()) {
      Tensor mask = snapshot.arrays().get(Masked.path(v.path()));
      if (mask == null || mask.dims().length != 2 || !v.constraints().isEmpty()) continue;
      if (!StoreLinks.replaceable(network, v.path())) continue;
      StoreLinks edit = StoreLinks.of(snapshot, v.path());
      if (edit.links() > 0 && edit.density() < below) edits.add(edit);
    }
    return new Plan("linked storage below density " + below, edits);
  }
}
