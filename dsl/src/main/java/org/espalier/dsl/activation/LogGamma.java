package org.espalier.dsl.activation;

import org.hipparchus.complex.Complex;

/** The logarithm of the gamma function in the right half plane, by Stirling's series. */
final class LogGamma {
  private static final double FAR = 10;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Bernoulli numbers B₂ₖ over 2k(2k − 1). */
  private static final double[] SERIES = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };

  private LogGamma() {}

  /** For a positive real part; the imaginary part is right up to multiples of 2π. */
  static Complex of(Complex z) {
    Complex shift = Complex.ZERO;
    Complex far = z;
    while (far.getReal() < FAR) {
      shift = shift.add(far.log());
      far = far.add(1);
    }
    Complex inverse = far.reciprocal();
    Complex square = inverse.multiply(inverse);
    Complex series = Complex.ZERO;
    for (int k = SERIES.length - 1; k >= 0; k--) series = series.multiply(square).add(SERIES[k]);
    return far.subtract(0.5)
        .multiply(far.log())
        .subtract(far)
        .add(HALF_LOG_TWO_PI)
        .add(series.multiply(inverse))
        .subtract(shift);
  }

  /** Γ of a positive number. */
  static double gamma(double x) {
    return Math.exp(of(new Complex(x)).getReal());
  }
}
