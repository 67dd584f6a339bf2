package org.espalier.dsl.activation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.random.RandomSource;
import org.hipparchus.complex.Complex;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/**
 * The law that an activated standard normal number Y = φ(X) must have so that its product with an
 * independent symmetric Weibull(θ) weight is standard normal again: E|Y|ˢ =
 * 2^(s/2)·Γ((1+s)/2)/(√π·Γ(1+s/θ)). The activation is {@link #odd} or {@link #positive}. Source:
 * Wolinski and Arbel, arXiv:2205.12379; the closed moments, the sampler, slope and tail follow from
 * its definition.
 */
public final class GaussianLaw {
  private static final Map<Double, GaussianLaw> KNOWN = new ConcurrentHashMap<>();

  /** Below, the distribution function is a straight line to 12 digits. */
  private static final double LITTLE = 1e-6;

  private final double theta;
  private final MellinInversion inversion;

  private GaussianLaw(double theta) {
    this.theta = theta;
    this.inversion = new MellinInversion(theta);
  }

  /**
   * The law of an exponent; made once. Time and memory grow as 1/(θ − 2).
   *
   * @param theta of the weights, &gt; 2
   */
  public static GaussianLaw of(double theta) {
    return KNOWN.computeIfAbsent(theta(theta), GaussianLaw::new);
  }

  /** Demands a finite exponent above 2, where the law exists. */
  static double theta(double theta) {
    Check.that(theta > 2 && Double.isFinite(theta), "theta must be > 2, got %s", theta);
    return theta;
  }

  /** log E|Y|ˢ. */
  static Complex logMoment(double theta, Complex s) {
    return s.multiply(0.5 * FastMath.log(2))
        .add(LogGamma.of(s.add(1).multiply(0.5)))
        .subtract(0.5 * FastMath.log(Math.PI))
        .subtract(LogGamma.of(s.divide(theta).add(1)));
  }

  /** E|Y|ˢ for s &gt; −1. */
  public double moment(double s) {
    return FastMath.exp(logMoment(theta, new Complex(s)).getReal());
  }

  /** P(|Y| ≤ y). */
  public double cdf(double y) {
    if (!(y > 0)) return Double.isNaN(y) ? y : 0;
    return Math.min(1, Math.max(0, inversion.at(FastMath.log(y))[0]));
  }

  /**
   * The y with P(|Y| ≤ y) = p; right to 10 digits up to p = 1 − 1e−9.
   *
   * @param p in [0, 1)
   */
  public double quantile(double p) {
    Check.rate("p", p);
    return quantile(p, 1);
  }

  /** The same, looked for near a guess. */
  double quantile(double p, double guess) {
    double line = p / densityAtZero();
    if (p < LITTLE) return line;
    return FastMath.exp(inversion.quantile(p, FastMath.log(guess)));
  }

  private double densityAtZero() {
    return Math.sqrt(2 / Math.PI) / slopeAtZero();
  }

  /** Density of |Y| at y. */
  double density(double y) {
    return y < LITTLE ? densityAtZero() : inversion.at(FastMath.log(y))[1] / y;
  }

  /** φ(x) = sgn(x)·F⁻¹(erf(|x|/√2)), F the distribution function; for |x| ≤ 6. */
  public double odd(double x) {
    return Math.copySign(quantile(Erf.erf(Math.abs(x) / Math.sqrt(2))), x);
  }

  /** φ(x) = F⁻¹(Φ(x)), Φ that of the normal law; for |x| ≤ 6. */
  public double positive(double x) {
    return quantile(Erf.erfc(-x / Math.sqrt(2)) / 2);
  }

  /** Slope of {@link #odd} at 0: Γ(1 − 1/θ). */
  public double slopeAtZero() {
    return LogGamma.gamma(1 - 1 / theta);
  }

  /** Both activations grow as {@code tailScale·(x²/2)^(tailExponent/2)}: θ^(1/θ)·θ'^(1/θ'). */
  public double tailScale() {
    double dual = 2 * theta / (theta - 2);
    return FastMath.pow(theta, 1 / theta) * FastMath.pow(dual, 1 / dual);
  }

  /** The power of |x| with which both activations grow: 1 − 2/θ. */
  public double tailExponent() {
    return 1 - 2 / theta;
  }

  /**
   * Draws |Y| = √2·|cos U|·S^(−1/θ) exactly: U uniform in (0, π), S positive stable of index 2/θ,
   * by Kanter's formula in logarithms.
   */
  public double sample(RandomSource random) {
    double index = 2 / theta;
    double u = Math.PI * random.nextUniform();
    double v = Math.PI * (random.nextUniform() + 0x1p-53);
    double exponential = -FastMath.log(1 - random.nextUniform());
    double log =
        FastMath.log(FastMath.sin(index * v))
            - FastMath.log(FastMath.sin(v)) / index
            + (1 - index)
                / index
                * (FastMath.log(FastMath.sin((1 - index) * v)) - FastMath.log(exponential));
    return Math.sqrt(2) * Math.abs(FastMath.cos(u)) * FastMath.exp(-log / theta);
  }
}
