package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Normal without what lies more than two standard deviations from the mean, which is drawn again.
 * The result's own standard deviation is 0.8796 times {@code stddev}.
 *
 * @param mean any finite number
 * @param stddev of the normal distribution before truncation, ≥ 0
 */
public record TruncatedNormal(double mean, double stddev) implements Initializer {
  public TruncatedNormal {
    Check.finite("mean", mean);
    Check.notNegative("stddev", Check.finite("stddev", stddev));
  }

  @Override
  public Nd values(Site site) {
    return Fill.with(site, () -> mean + stddev * site.random().nextTruncatedGaussian());
  }
}
