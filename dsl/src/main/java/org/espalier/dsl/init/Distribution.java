package org.espalier.dsl.init;

import org.espalier.dsl.json.Described;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;

/** How weights of mean 0 and a wanted variance are distributed. */
public enum Distribution implements Described {
  /** Normal, nothing beyond two standard deviations, scaled so that the variance is as wanted. */
  TRUNCATED_NORMAL,
  /** Normal. */
  NORMAL,
  /** Uniform around 0. */
  UNIFORM,
  /**
   * An orthonormal matrix times √(fan-in · variance), as AutoInit publishes it: where there are
   * more outputs than inputs, the entries' variance is smaller than wanted by their ratio.
   */
  ORTHOGONAL;

  /** Standard deviation of a standard normal number that lies within ±2. */
  private static final double TRUNCATED = 0.8796256610342398;

  Nd values(Site site, double variance) {
    RandomSource random = site.random();
    return switch (this) {
      case TRUNCATED_NORMAL -> {
        double parent = Math.sqrt(variance) / TRUNCATED;
        yield Fill.with(site, () -> parent * random.nextTruncatedGaussian());
      }
      case NORMAL -> Fill.normal(site, variance);
      case UNIFORM -> Fill.uniform(site, variance);
      case ORTHOGONAL -> new Orthogonal(gain(site, variance)).values(site);
    };
  }

  /** The variance that the entries have. */
  double variance(Site site, double wanted) {
    if (this != ORTHOGONAL) return wanted;
    int rank = site.dims().length;
    double columns = rank == 0 ? 1 : site.dims()[rank - 1];
    double gain = gain(site, wanted);
    return gain * gain / Math.max(columns, site.size() / columns);
  }

  private static double gain(Site site, double variance) {
    return Math.sqrt(site.fanIn() * variance);
  }
}
