package org.espalier.dsl.error;

/** Guards for values a user types; each message names the value and what it was. */
public final class Check {
  private Check() {}

  /** Demands {@code value > 0}. */
  public static double positive(String name, double value) {
    if (!(value > 0)) throw bad(name, "> 0", value);
    return value;
  }

  /** Demands {@code value > 0}. */
  public static long positive(String name, long value) {
    if (value <= 0) throw bad(name, "> 0", value);
    return value;
  }

  /** Demands {@code value > 0}. */
  public static int positive(String name, int value) {
    if (value <= 0) throw bad(name, "> 0", value);
    return value;
  }

  /** Demands {@code value >= 0}. */
  public static double notNegative(String name, double value) {
    if (!(value >= 0)) throw bad(name, ">= 0", value);
    return value;
  }

  /** Demands {@code value >= 0}. */
  public static int notNegative(String name, int value) {
    if (value < 0) throw bad(name, ">= 0", value);
    return value;
  }

  /** Demands {@code 0 < value <= 1}, as a density is. */
  public static double density(String name, double value) {
    if (!(value > 0 && value <= 1)) throw bad(name, "in (0, 1]", value);
    return value;
  }

  /** Demands {@code 0 <= value < 1}, as a drop rate or a decay is. */
  public static double rate(String name, double value) {
    if (!(value >= 0 && value < 1)) throw bad(name, "in [0, 1)", value);
    return value;
  }

  /** Demands a finite number. */
  public static double finite(String name, double value) {
    if (!Double.isFinite(value)) throw bad(name, "finite", value);
    return value;
  }

  /** Demands {@code condition}; the message is the format with its arguments. */
  public static void that(boolean condition, String format, Object... args) {
    if (!condition) throw new IllegalArgumentException(String.format(format, args));
  }

  private static IllegalArgumentException bad(String name, String rule, Object value) {
    return new IllegalArgumentException(name + " must be " + rule + ", got " + value);
  }
}
