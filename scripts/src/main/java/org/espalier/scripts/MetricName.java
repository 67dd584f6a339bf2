package org.espalier.scripts;

import java.util.Locale;
import org.espalier.runtime.fit.Epoch;

/** What JSON answers call metrics: {@code loss}, {@code testAccuracy}. */
final class MetricName {
  private MetricName() {}

  /** A metric of a part of the data; {@code validation/loss} is of the test part. */
  static String of(String part, String metric) {
    if (metric.startsWith(Epoch.VALIDATION)) {
      return of("test", metric.substring(Epoch.VALIDATION.length()));
    }
    return part.isEmpty()
        ? metric
        : part + metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1);
  }
}
