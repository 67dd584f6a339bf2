package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Draws several times from a base and keeps the draw whose strengths vary least: the one with the
 * smallest mean of the variances of the sums over rows and over columns ({@link StrengthVariance}).
 * What has fewer than two axes is drawn once. To have both, stabilise first and rewire second.
 * Source: Scabini, De Baets and Bruno, arXiv:2207.08148.
 *
 * @param base what draws the weights
 * @param draws how many times, ≥ 1
 */
public record Stabilised(Initializer base, int draws) implements Initializer {
  public Stabilised {
    Check.positive("draws", draws);
  }

  /** With the source's 100 draws. */
  public Stabilised(Initializer base) {
    this(base, 100);
  }

  @Override
  public Nd values(Site site) {
    Nd best = base.values(site);
    if (best.rank() < 2 || best.size() == 0) return best;
    double least = StrengthVariance.ofKernel(best).mean();
    for (int i = 1; i < draws; i++) {
      Nd next = base.values(site);
      double varies = StrengthVariance.ofKernel(next).mean();
      if (varies >= least) continue;
      least = varies;
      best = next;
    }
    return best;
  }

  @Override
  public Optional<Initializer> pretraining() {
    return base.pretraining();
  }
}
