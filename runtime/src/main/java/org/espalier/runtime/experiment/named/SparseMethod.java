package org.espalier.runtime.experiment.named;

import java.util.List;
import java.util.Locale;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.structure.GradientGrowth;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.runtime.fit.ScheduledPass;

/** How links are chosen, with the settings that {@link SparseExperiment} tells of. */
enum SparseMethod {
  DENSE,
  STATIC,
  SET,
  RIGL;

  private static final double EPSILON = 20;
  private static final double MOVED = 0.3;

  Network network(Network dense) {
    return this == DENSE ? dense : Sparsity.epsilon(EPSILON).on(dense);
  }

  List<ScheduledPass> passes(int epochs) {
    return switch (this) {
      case DENSE, STATIC -> List.of();
      case SET -> List.of(new ScheduledPass(1, new SparseEvolution(MOVED)).until(epochs - 1));
      case RIGL -> {
        int rounds = Math.max(1, epochs * 3 / 4);
        yield List.of(new ScheduledPass(1, new GradientGrowth(MOVED, rounds)).until(rounds));
      }
    };
  }

  /** As tables label it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
