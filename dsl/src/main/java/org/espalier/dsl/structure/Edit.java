package org.espalier.dsl.structure;

import java.util.List;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;

/** One change a plan makes, as data. */
public interface Edit extends Described {
  /** The snapshot with this change made. */
  Snapshot apply(Snapshot snapshot);

  /** For people: what, dropped, grown, density, slots reset; see {@link Plan}. */
  List<String> row();
}
