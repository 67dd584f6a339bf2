package org.espalier.runtime.view;

import java.util.Locale;

/** Numbers with their nouns, for people. */
final class Figures {
  private Figures() {}

  /** Thousands apart: {@code 61 706}. */
  static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
  }

  /** {@code 1 parameter}, {@code 2 parameters}. */
  static String count(long n, String noun) {
    return grouped(n) + " " + noun + (n == 1 ? "" : "s");
  }
}
