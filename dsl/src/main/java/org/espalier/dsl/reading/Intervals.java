package org.espalier.dsl.reading;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.function.DoubleUnaryOperator;

/**
 * Ranges of scalar functions that neither rise nor fall throughout. Each gives {low, high}; a NaN
 * in either means that nothing is known at that end and that the function may be NaN.
 */
final class Intervals {
  /** Beyond this, the distance between doubles is no longer small against a period. */
  private static final double PERIODIC = 1e6;

  private static final double NEAR = 1e-9;

  private Intervals() {}

  static double[] anything() {
    return new double[] {Double.NaN, Double.NaN};
  }

  static double[] abs(double low, double high) {
    if (low >= 0) return new double[] {low, high};
    if (high <= 0) return new double[] {-high, -low};
    return new double[] {0, Math.max(-low, high)};
  }

  /** A function of |x| that rises with it. */
  static double[] even(DoubleUnaryOperator f, double low, double high) {
    double[] a = abs(low, high);
    return new double[] {f.applyAsDouble(a[0]), f.applyAsDouble(a[1])};
  }

  /** sin(x + shift): 1 at the places peak + 2πk, −1 half-way between. */
  static double[] wave(DoubleUnaryOperator f, double peak, double low, double high) {
    if (!(Math.abs(low) < PERIODIC && Math.abs(high) < PERIODIC)) {
      boolean finite = low > NEGATIVE_INFINITY && high < POSITIVE_INFINITY;
      return finite ? new double[] {-1, 1} : anything();
    }
    double a = f.applyAsDouble(low);
    double b = f.applyAsDouble(high);
    boolean top = meets(peak, 2 * Math.PI, low, high);
    boolean bottom = meets(peak + Math.PI, 2 * Math.PI, low, high);
    return new double[] {
      bottom ? -1 : Math.max(-1, Math.nextDown(Math.min(a, b))),
      top ? 1 : Math.min(1, Math.nextUp(Math.max(a, b)))
    };
  }

  static double[] tan(double low, double high) {
    boolean near = Math.abs(low) < PERIODIC && Math.abs(high) < PERIODIC;
    if (!near || meets(Math.PI / 2, Math.PI, low, high)) return anything();
    return new double[] {Math.nextDown(Math.tan(low)), Math.nextUp(Math.tan(high))};
  }

  /** True when some place at + k·period lies within the ends, or nearly. */
  private static boolean meets(double at, double period, double low, double high) {
    double first = Math.ceil((low - NEAR - at) / period);
    return at + first * period <= high + NEAR;
  }

  static double[] reciprocal(double low, double high) {
    if (low <= 0 && high >= 0) return new double[] {NEGATIVE_INFINITY, POSITIVE_INFINITY};
    return new double[] {1 / high, 1 / low};
  }

  static double[] product(double a, double b, double c, double d) {
    return hull(times(a, c), times(a, d), times(b, c), times(b, d));
  }

  /** An infinite end stands for ever larger numbers, so 0 times it is 0. */
  private static double times(double x, double y) {
    return x == 0 || y == 0 ? 0 : x * y;
  }

  static double[] quotient(double a, double b, double c, double d) {
    if (c <= 0 && d >= 0) return anything();
    return hull(a / c, a / d, b / c, b / d);
  }

  /** aᵇ. */
  static double[] power(double a, double b, double c, double d) {
    if (a > 0) return hull(Math.pow(a, c), Math.pow(a, d), Math.pow(b, c), Math.pow(b, d));
    if (c != d || c != Math.rint(c) || (c < 0 && b >= 0)) return anything();
    if (c == 0) return new double[] {1, 1};
    boolean even = c % 2 == 0;
    if (c < 0) return hull(Math.pow(a, c), Math.pow(b, c));
    return even ? even(x -> Math.pow(x, c), a, b) : new double[] {Math.pow(a, c), Math.pow(b, c)};
  }

  /** a − b·⌊a/b⌋, with the rounding it suffers. */
  static double[] remainder(double a, double b, double c, double d) {
    if ((c <= 0 && d >= 0) || Double.isInfinite(a) || Double.isInfinite(b)) return anything();
    double slack = 4 * Math.ulp(Math.max(Math.max(Math.abs(a), Math.abs(b)), Math.abs(c + d)));
    return c > 0 ? new double[] {-slack, d + slack} : new double[] {c - slack, slack};
  }

  static double[] equal(double a, double b, double c, double d) {
    if (b < c || d < a) return new double[] {0, 0};
    return a == b && c == d ? new double[] {1, 1} : new double[] {0, 1};
  }

  private static double[] hull(double... values) {
    double low = POSITIVE_INFINITY;
    double high = NEGATIVE_INFINITY;
    for (double v : values) {
      if (Double.isNaN(v)) continue;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return low <= high ? new double[] {low, high} : anything();
  }
}
