package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.runtime.fit.Epoch;

/** Metrics in JSON answers: {@code loss}, {@code testAccuracy}. */
final class Metrics {
  /** What a float32 holds. */
  private static final MathContext DIGITS = new MathContext(7);

  private Metrics() {}

  /**
   * Adds metrics under names that begin with a part of the data; {@code validation/loss} is of the
   * test part. They were computed in float32, and have as many digits.
   */
  static void put(ObjectNode node, String part, Map<String, Double> metrics) {
    new TreeMap<>(metrics).forEach((name, value) -> node.put(name(part, name), rounded(value)));
  }

  private static String name(String part, String metric) {
    if (metric.startsWith(Epoch.VALIDATION)) {
      return name("test", metric.substring(Epoch.VALIDATION.length()));
    }
    return part.isEmpty()
        ? metric
        : part + metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1);
  }

  /** A number with the digits of a float32. */
  static double rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(value, DIGITS).doubleValue() : value;
  }
}
