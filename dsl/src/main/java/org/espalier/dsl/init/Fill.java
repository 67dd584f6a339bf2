package org.espalier.dsl.init;

import java.util.function.DoubleSupplier;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;

/** Arrays of independent draws. */
final class Fill {
  private Fill() {}

  /** One draw per element, in row-major order. */
  static Nd with(Site site, DoubleSupplier draw) {
    Nd out = Nd.zeros(site.dims());
    for (int i = 0; i < out.size(); i++) out.data()[i] = draw.getAsDouble();
    return out;
  }

  /** Uniform in ±√(3·variance), which has that variance. */
  static Nd uniform(Site site, double variance) {
    double limit = Math.sqrt(3 * variance);
    RandomSource random = site.random();
    return with(site, () -> limit * (2 * random.nextUniform() - 1));
  }

  /** Normal with mean 0 and that variance. */
  static Nd normal(Site site, double variance) {
    double stddev = Math.sqrt(variance);
    RandomSource random = site.random();
    return with(site, () -> stddev * random.nextGaussian());
  }
}
