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

  /**
   * Finds out before training what {@link #plan} would find out in its first run.
   *
   * @param start what the training starts from
   * @throws org.espalier.dsl.error.EspalierException when the pass has nothing to work on
   */
  default void check(Snapshot start) {}

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
