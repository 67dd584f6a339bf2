package org.espalier.runtime.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers with their nouns, for people. */
final class Figures {
  private Figures() {}

  /** Thousands apart: {@code 61 706}. */
  static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
  }

  /** To three digits: {@code 2.02}. */
  static String brief(float value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** {@code 1 parameter}, {@code 2 parameters}. */
  static String count(long n, String noun) {
    return grouped(n) + " " + noun + (n == 1 ? "" : "s");
  }
}
