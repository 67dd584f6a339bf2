package org.espalier.dsl.reading;

import java.util.function.DoubleUnaryOperator;
import org.espalier.dsl.expr.Random;
import org.hipparchus.special.Erf;

/**
 * How one number is distributed, as a value over a coordinate t with a weight: a normal one over
 * standard deviations, any other over probabilities.
 *
 * @param low least coordinate
 * @param high largest coordinate; equal to {@code low} where the number does not vary
 * @param panels pieces in which the function over t is smooth enough to integrate
 * @param value the number at t
 * @param weight density of t
 * @param below share of the distribution below t
 * @param quantile t for a share
 * @param steps true when values are whole numbers, so that the number jumps over t
 */
record Law(
    double low,
    double high,
    int panels,
    DoubleUnaryOperator value,
    DoubleUnaryOperator weight,
    DoubleUnaryOperator below,
    DoubleUnaryOperator quantile,
    boolean steps) {
  private static final double FAR = 12;
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  /** A normal distribution, cut off at twelve standard deviations. */
  static Law normal(Moment m) {
    if (!(m.variance() > 0)) {
      return new Law(0, 0, 1, t -> m.mean(), t -> 1, t -> 0.5, p -> 0, false);
    }
    double deviation = Math.sqrt(m.variance());
    return new Law(
        -FAR,
        FAR,
        (int) (2 * FAR),
        t -> m.mean() + deviation * t,
        t -> DENSITY * Math.exp(-t * t / 2),
        t -> Erf.erfc(-t / Math.sqrt(2)) / 2,
        p -> Math.sqrt(2) * Erf.erfInv(2 * p - 1),
        false);
  }

  /** That of random numbers. */
  static Law of(Random random, boolean whole) {
    boolean unbounded =
        Double.isInfinite(random.quantile(0)) && Double.isInfinite(random.quantile(1));
    if (unbounded) return normal(new Moment(random.mean(), random.variance()));
    return new Law(0, 1, 16, random::quantile, t -> 1, t -> t, p -> p, whole);
  }

  /** Of the coordinate of the largest (or smallest) of {@code k} independent numbers. */
  Law extreme(long k, boolean largest) {
    return new Law(
        low,
        high,
        panels,
        value,
        t -> {
          double share = below.applyAsDouble(t);
          return k * weight.applyAsDouble(t) * Math.pow(largest ? share : 1 - share, k - 1);
        },
        below,
        quantile,
        steps);
  }

  boolean varies() {
    return low < high;
  }
}
