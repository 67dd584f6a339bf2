package org.espalier.runtime.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an axis is marked and what is written there: multiples of 1, 2 or 5 times a power of ten,
 * whole numbers only where the data are whole.
 *
 * @param values positions in data units, ascending
 * @param labels their text, one for each
 */
record Ticks(List<Double> values, List<String> labels) {
  Ticks {
    values = List.copyOf(values);
    labels = List.copyOf(labels);
  }

  /** Ticks within [low, high], about {@code wanted} of them. */
  static Ticks between(double low, double high, int wanted, boolean whole) {
    if (low == high) {
      return new Ticks(List.of(low), List.of(format(low, whole ? 1 : unit(low))));
    }
    double step = step((high - low) / Math.max(1, wanted));
    if (whole) {
      step = Math.max(1, step);
    }
    return stepped(low, high, step);
  }

  private static Ticks stepped(double low, double high, double step) {
    List<Double> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    long last = (long) Math.floor(high / step + 1e-9);
    for (long k = (long) Math.ceil(low / step - 1e-9); k <= last; k++) {
      values.add(k * step);
      labels.add(format(k * step, step));
    }
    return new Ticks(values, labels);
  }

  /** Ticks from the round number at or below {@code low} to the one at or above {@code high}. */
  static Ticks around(double low, double high, int wanted) {
    if (low == high) {
      return between(low, high, wanted, false);
    }
    double step = step((high - low) / Math.max(1, wanted));
    return stepped(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
  }

  double first() {
    return values.get(0);
  }

  double last() {
    return values.get(values.size() - 1);
  }

  /** Ticks for these abscissae: whole numbers where all are whole, every one where they are few. */
  static Ticks along(double low, double high, List<Double> all) {
    boolean whole = all.stream().allMatch(v -> v == Math.rint(v) && Math.abs(v) < 1e9);
    if (whole && high - low <= 12) {
      return between(low, high, (int) (high - low), true);
    }
    Ticks ticks = between(low, high, 8, whole);
    boolean counted = whole && low == 1 && ticks.values().get(0) > 1;
    return counted ? ticks.startingAt(1) : ticks;
  }

  /**
   * Counting from 1 in steps of 5 or more: the first is worth a mark unless it touches the next.
   */
  private Ticks startingAt(double first) {
    List<Double> moreValues = new ArrayList<>(values);
    List<String> moreLabels = new ArrayList<>(labels);
    moreValues.add(0, first);
    moreLabels.add(0, format(first, 1));
    return new Ticks(moreValues, moreLabels);
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double lead = rough / power;
    if (lead <= 1.0 + 1e-9) {
      return power;
    } else if (lead <= 2.0 + 1e-9) {
      return 2 * power;
    }
    return lead <= 5.0 + 1e-9 ? 5 * power : 10 * power;
  }

  private static double unit(double value) {
    return value == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
  }

  /** The number with the decimals that {@code step} asks for, and a true minus sign. */
  static String format(double value, double step) {
    double v = Math.abs(value) < step * 1e-9 ? 0 : value;
    String text;
    if (v != 0 && (Math.abs(v) >= 1e6 || step < 1e-5)) {
      int digits =
          (int) Math.max(0, Math.floor(Math.log10(Math.abs(v))) - Math.floor(Math.log10(step)));
      text = String.format(Locale.ROOT, "%." + Math.min(digits, 12) + "e", v);
      text = text.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-");
    } else {
      int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
      text = String.format(Locale.ROOT, "%." + decimals + "f", v);
    }
    return text.replace('-', '\u2212');
  }

  /** Four significant digits for a value read off a plot. */
  static String plain(double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toString();
  }
}
