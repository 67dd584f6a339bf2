package org.espalier.dsl.reading;

import java.util.Arrays;
import org.espalier.dsl.tensor.Nd;

/**
 * Where the elements of an array lie: each element that is no NaN is within its two ends, which may
 * be infinite. Ends are of exact arithmetic on doubles; a device that computes in float32 rounds.
 *
 * @param low lower ends
 * @param high upper ends, of the same shape
 * @param nan true when some element may be NaN
 */
public record Range(Nd low, Nd high, boolean nan) {
  public Range {
    if (!Arrays.equals(low.dims(), high.dims())) {
      throw new IllegalArgumentException("ends of two shapes: " + low + " and " + high);
    }
    for (int i = 0; i < low.size(); i++) {
      if (!(low.data()[i] <= high.data()[i])) {
        throw new IllegalArgumentException(
            "element %d has no interval [%s, %s]".formatted(i, low.data()[i], high.data()[i]));
      }
    }
  }

  /** Between two arrays, ends included. */
  public static Range between(Nd low, Nd high) {
    return new Range(low, high, false);
  }

  /** Between two numbers everywhere. */
  public static Range between(double low, double high, long... dims) {
    return new Range(Nd.filled(low, dims), Nd.filled(high, dims), false);
  }

  /** Exactly these numbers; where one is NaN, anything. */
  public static Range exactly(Nd value) {
    boolean nan = Arrays.stream(value.data()).anyMatch(Double::isNaN);
    if (!nan) return new Range(value, value, false);
    Nd low = value.map(v -> Double.isNaN(v) ? Double.NEGATIVE_INFINITY : v);
    return new Range(low, value.map(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : v), true);
  }

  /** Nothing known: any number, infinity or NaN. */
  public static Range anything(long... dims) {
    return new Range(
        Nd.filled(Double.NEGATIVE_INFINITY, dims), Nd.filled(Double.POSITIVE_INFINITY, dims), true);
  }

  /** True when every element is known to the sign of its zeros: given so, or evaluated. */
  boolean isExact() {
    return !nan && low == high;
  }

  /** True when both ends of every element are the same number. */
  public boolean isPoint() {
    return !nan && (low == high || Arrays.equals(low.data(), high.data()));
  }

  /** True when every end is finite. */
  public boolean isFinite() {
    for (int i = 0; i < low.size(); i++) {
      if (Double.isInfinite(low.data()[i]) || Double.isInfinite(high.data()[i])) return false;
    }
    return true;
  }

  /** True when an array of the same shape lies within. */
  public boolean contains(Nd value) {
    if (!Arrays.equals(value.dims(), low.dims())) return false;
    for (int i = 0; i < low.size(); i++) {
      double v = value.data()[i];
      if (Double.isNaN(v) ? !nan : v < low.data()[i] || v > high.data()[i]) return false;
    }
    return true;
  }
}
