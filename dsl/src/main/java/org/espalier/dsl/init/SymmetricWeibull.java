package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * A fair sign times a Weibull number, P(|w| &gt; t) = exp(−t^θ), over √fanIn: the weights that keep
 * pre-activations Gaussian with the activation {@code GaussianPhi} of the same θ. The first layer,
 * whose inputs are given, takes {@link LeCunNormal} instead. Source: Wolinski and Arbel,
 * arXiv:2205.12379.
 *
 * @param theta shape, &gt; 2; the larger, the closer are all magnitudes to 1/√fanIn
 */
public record SymmetricWeibull(double theta) implements Initializer {
  public SymmetricWeibull {
    Check.that(theta > 2 && Double.isFinite(theta), "theta must be > 2, got %s", theta);
  }

  /** With θ = 5. */
  public SymmetricWeibull() {
    this(5);
  }

  @Override
  public Nd values(Site site) {
    double scale = 1 / Math.sqrt(site.fanIn());
    RandomSource random = site.random();
    return Fill.with(site, () -> scale * draw(random.nextUniform(), random.nextUniform()));
  }

  /**
   * The number, not yet divided by √fanIn, that two uniform ones make.
   *
   * @param magnitude in [0, 1)
   * @param sign below 0.5 for a negative number
   */
  public double draw(double magnitude, double sign) {
    double size = FastMath.pow(-FastMath.log1p(-magnitude), 1 / theta);
    return sign < 0.5 ? -size : size;
  }

  /** E|w|ˢ before the division by √fanIn: Γ(1 + s/θ). */
  public double moment(double s) {
    return Gamma.gamma(1 + s / theta);
  }

  @Override
  public Optional<Moment> law(Site site) {
    return Optional.of(new Moment(0, moment(2) / site.fanIn()));
  }
}
