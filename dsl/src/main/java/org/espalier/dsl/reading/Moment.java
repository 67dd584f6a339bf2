package org.espalier.dsl.reading;

/**
 * Mean and variance of one entry of an array.
 *
 * @param mean expected value
 * @param variance expected squared distance from it, ≥ 0; both are NaN where they do not exist
 */
public record Moment(double mean, double variance) {
  /** Mean 0 and variance 1. */
  public static final Moment STANDARD = new Moment(0, 1);

  public Moment {
    if (variance < 0) throw new IllegalArgumentException("variance must be >= 0, got " + variance);
  }

  /** A number that does not vary. */
  public static Moment constant(double value) {
    return new Moment(value, 0);
  }

  /** Expected square: variance + mean². */
  public double second() {
    return variance + mean * mean;
  }

  /** Of a sum of independent terms. */
  Moment plus(Moment other) {
    return new Moment(mean + other.mean, variance + other.variance);
  }

  /** Of a multiple. */
  Moment times(double factor) {
    return new Moment(mean * factor, variance * factor * factor);
  }

  /** Of a product of independent factors. */
  Moment times(Moment other) {
    double m = mean * other.mean;
    return of(m, second() * other.second());
  }

  /** From the mean and the expected square. */
  static Moment of(double mean, double second) {
    double variance = second - mean * mean;
    return new Moment(mean, variance < 0 ? 0 : variance);
  }
}
