package org.espalier.runtime.signal;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A number measured on several nets.
 *
 * @param mean over the nets
 * @param deviation standard deviation between nets (n − 1 in the denominator); 0 for one net
 */
public record Measurement(double mean, double deviation) {
  static Measurement of(DoubleStream values) {
    double[] each = values.toArray();
    double mean = Arrays.stream(each).average().orElseThrow();
    double squares = Arrays.stream(each).map(v -> (v - mean) * (v - mean)).sum();
    return new Measurement(mean, each.length < 2 ? 0 : Math.sqrt(squares / (each.length - 1)));
  }

  @Override
  public String toString() {
    return Figure.of(mean) + " ± " + Figure.of(deviation);
  }
}
