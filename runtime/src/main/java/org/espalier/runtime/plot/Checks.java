package org.espalier.runtime.plot;

/** Argument checks of the plots: each message says where, what was expected and what came. */
final class Checks {
  private Checks() {}

  static void label(String what, String text, String example) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          what + " must not be empty: name the quantity and its unit, such as \"" + example + "\"");
    }
  }

  static void title(String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          "title must not be empty: say what the picture shows, such as \"Learning curves\"");
    }
  }

  static void axes(String xLabel, String yLabel) {
    label("xLabel", xLabel, "time (s)");
    label("yLabel", yLabel, "loss (nats)");
  }

  static void sameLength(String where, String a, int lengthA, String b, int lengthB) {
    if (lengthA != lengthB) {
      throw new IllegalArgumentException(
          where + ": " + b + " has " + lengthB + " values where " + a + " has " + lengthA);
    }
  }

  static void finite(String where, String what, double[] values, boolean nanIsGap) {
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i]) || (Double.isNaN(values[i]) && !nanIsGap)) {
        throw new IllegalArgumentException(
            where
                + ": "
                + what
                + "["
                + i
                + "] is "
                + values[i]
                + (nanIsGap ? "; use NaN to leave a gap" : "; it must be a finite number"));
      }
    }
  }

  static void rectangular(String where, int row, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          where + ": row " + row + " has " + length + " columns where row 0 has " + expected);
    }
  }

  static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be > 0 and finite, got " + value);
    }
  }
}
