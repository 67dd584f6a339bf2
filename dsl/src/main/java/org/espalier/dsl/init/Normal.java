package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Normal, independent of the shape.
 *
 * @param mean any finite number
 * @param stddev standard deviation, ≥ 0
 */
public record Normal(double mean, double stddev) implements Initializer {
  public Normal {
    Check.finite("mean", mean);
    Check.notNegative("stddev", Check.finite("stddev", stddev));
  }

  @Override
  public Nd values(Site site) {
    return Fill.with(site, () -> mean + stddev * site.random().nextGaussian());
  }
}
