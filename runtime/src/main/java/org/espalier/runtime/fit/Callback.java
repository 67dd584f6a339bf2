package org.espalier.runtime.fit;

import java.util.Map;
import org.espalier.dsl.structure.Plan;
import org.espalier.runtime.Model;

/** Told what happens during {@code fit}, on the thread that trains. All methods do nothing. */
public interface Callback {
  /** What to do next. */
  enum Next {
    /** Go on. */
    CONTINUE,
    /** End after this epoch. */
    STOP
  }

  /**
   * A step is done.
   *
   * @param step steps driven in all
   * @param metrics of this step's batch
   */
  default void step(long step, Map<String, Double> metrics) {}

  /** A structure pass made a plan, which is about to be applied. */
  default void plan(long epoch, Plan plan) {}

  /** An epoch is done, passes and checkpoint included. */
  default Next epoch(Epoch epoch, Model model) {
    return Next.CONTINUE;
  }
}
