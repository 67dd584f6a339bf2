package org.espalier.dsl.activation;

import org.hipparchus.complex.Complex;
import org.hipparchus.util.FastMath;

/**
 * The distribution of the logarithm of a positive variable from its characteristic function, by
 * Gil-Pelaez's integral and the midpoint rule. With step h the rule is wrong by what the
 * distribution has 2π/h away, which here is below e⁻⁴⁰. Only Java's own arithmetic and Hipparchus'
 * functions, so that bits are the same everywhere.
 */
final class MellinInversion {
  private static final double STEP = 0.1;
  private static final int RESEED = 64;

  private final double[] re;
  private final double[] im;

  /**
   * Of {@code |Y|} with the given exponent; see {@link GaussianLaw}. The characteristic function
   * falls by e⁻⁴⁰ over the range that is summed.
   */
  MellinInversion(double theta) {
    int n = (int) Math.ceil(40 / (Math.PI * (0.25 - 0.5 / theta)) / STEP);
    re = new double[n];
    im = new double[n];
    for (int j = 0; j < n; j++) {
      Complex s = new Complex(0, (j + 0.5) * STEP);
      Complex value = GaussianLaw.logMoment(theta, s).exp();
      re[j] = value.getReal();
      im[j] = value.getImaginary();
    }
  }

  /** Distribution function and density of the logarithm, at {@code log}. */
  double[] at(double log) {
    double turnRe = FastMath.cos(STEP * log);
    double turnIm = -FastMath.sin(STEP * log);
    double c = 0;
    double s = 0;
    double mass = 0;
    double density = 0;
    for (int j = 0; j < re.length; j++) {
      double t = (j + 0.5) * STEP;
      if (j % RESEED == 0) {
        c = FastMath.cos(t * log);
        s = -FastMath.sin(t * log);
      }
      mass += (c * im[j] + s * re[j]) / t;
      density += c * re[j] - s * im[j];
      double next = c * turnRe - s * turnIm;
      s = c * turnIm + s * turnRe;
      c = next;
    }
    return new double[] {0.5 - STEP * mass / Math.PI, STEP * density / Math.PI};
  }

  /**
   * The logarithm at which the distribution function is {@code p}: Newton's steps, bisection where
   * they leave the bracket.
   *
   * @param guess where to begin
   */
  double quantile(double p, double guess) {
    double low = -20;
    double high = 4;
    double log = Math.min(high, Math.max(low, guess));
    for (int i = 0; i < 100; i++) {
      double[] here = at(log);
      if (here[0] < p) low = log;
      else high = log;
      double next = log - (here[0] - p) / here[1];
      if (!(next > low && next < high)) next = (low + high) / 2;
      if (Math.abs(next - log) <= 1e-14 * Math.max(1, Math.abs(log))) return next;
      log = next;
    }
    return log;
  }
}
