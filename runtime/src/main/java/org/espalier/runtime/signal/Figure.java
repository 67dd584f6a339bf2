package org.espalier.runtime.signal;

import java.util.Locale;

/** Numbers as tables show them. */
final class Figure {
  private Figure() {}

  /** To four digits, without an exponent where it can be read without. */
  static String of(double value) {
    if (value == 0) return "0";
    double size = Math.abs(value);
    if (!(size >= 1e-4 && size < 1e6)) return String.format(Locale.ROOT, "%.3e", value);
    int decimals = (int) Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(size))));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
