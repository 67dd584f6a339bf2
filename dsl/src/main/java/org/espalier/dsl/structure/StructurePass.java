package org.espalier.dsl.structure;

import java.util.Set;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * A transformation of structure: prune, grow, rewire, merge. It looks at a snapshot and returns a
 * plan; applying the plan gives the next snapshot. Inside {@code fit} the same code runs between
 * two epochs.
 */
public interface StructurePass extends Described {
  /** What this pass would do; a pure function of its arguments. */
  Plan plan(Snapshot snapshot, Evidence evidence);

  /** What the runtime must gather for {@link #plan}; see {@link Evidence}. */
  default Set<String> wants(Snapshot snapshot) {
    return Set.of();
  }

  /** Over how many batches it is gathered; gradients are their mean, taps their rows together. */
  default int batches() {
    return 1;
  }

  /** The plan for a snapshot at hand, without further evidence. */
  default Plan plan(Snapshot snapshot) {
    long seed = snapshot.training().map(t -> t.seed()).orElse(0L);
    return plan(snapshot, Evidence.none(seed, 0));
  }
}
