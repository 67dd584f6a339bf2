package org.espalier.runtime.topology;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as tables show them. */
final class Numbers {
  private Numbers() {}

  /** Whole numbers as they are up to a million, all others to four digits. */
  static String of(double value) {
    if (!Double.isFinite(value)) return "more than 1e308";
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (Math.abs(value) >= 1e6) return String.format(Locale.ROOT, "%.3e", value);
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
