package org.espalier.runtime.plot;

import java.util.Arrays;

/**
 * One named set of points of {@link Plots#curves}: a line or loose points, with an optional band.
 *
 * <p>All arrays have one length. A NaN in {@code y} (or in either side of the band) is a gap: the
 * line (the band) stops before it and starts again after it. A NaN in {@code x} and infinite values
 * anywhere are errors. The arrays are copied in and out.
 */
public final class Series {
  /** How the points of a series are joined. */
  public enum Style {
    /** A solid line; markers too where there are few points. */
    LINE,
    /** A dashed line; markers too where there are few points. */
    DASHED,
    /** Markers only. */
    POINTS
  }

  private final String name;
  private final double[] x;
  private final double[] y;
  private final double[] lower;
  private final double[] upper;
  private final Style style;

  private Series(String name, double[] x, double[] y, double[] lower, double[] upper, Style style) {
    this.name = name;
    this.x = x;
    this.y = y;
    this.lower = lower;
    this.upper = upper;
    this.style = style;
  }

  /**
   * A solid line through (x[i], y[i]) in the order given.
   *
   * @throws IllegalArgumentException if the name is blank, the arrays are empty or differ in
   *     length, x holds a NaN, or a value is infinite
   */
  public static Series line(String name, double[] x, double[] y) {
    return of(name, x, y, Style.LINE);
  }

  /** A dashed line; otherwise as {@link #line}. */
  public static Series dashed(String name, double[] x, double[] y) {
    return of(name, x, y, Style.DASHED);
  }

  /** Markers that nothing joins; otherwise as {@link #line}. */
  public static Series points(String name, double[] x, double[] y) {
    return of(name, x, y, Style.POINTS);
  }

  private static Series of(String name, double[] x, double[] y, Style style) {
    Checks.label("series name", name, "training");
    String where = "series '" + name + "'";
    if (x.length == 0) {
      throw new IllegalArgumentException(where + " is empty: give at least one point");
    }
    Checks.sameLength(where, "x", x.length, "y", y.length);
    Checks.finite(where, "x", x, false);
    Checks.finite(where, "y", y, true);
    return new Series(name, x.clone(), y.clone(), null, null, style);
  }

  /**
   * The same series with a shaded band between two curves, such as mean ± one standard deviation.
   *
   * @throws IllegalArgumentException if a length differs from the series', a value is infinite, or
   *     lower[i] &gt; upper[i]
   */
  public Series withBand(double[] lower, double[] upper) {
    String where = "series '" + name + "'";
    Checks.sameLength(where, "x", x.length, "lower", lower.length);
    Checks.sameLength(where, "x", x.length, "upper", upper.length);
    Checks.finite(where, "lower", lower, true);
    Checks.finite(where, "upper", upper, true);
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] > upper[i]) {
        throw new IllegalArgumentException(
            where + ": lower[" + i + "] = " + lower[i] + " lies above upper = " + upper[i]);
      }
    }
    return new Series(name, x, y, lower.clone(), upper.clone(), style);
  }

  /** The name shown in the legend. */
  public String name() {
    return name;
  }

  /** The abscissae. */
  public double[] x() {
    return x.clone();
  }

  /** The ordinates; NaN is a gap. */
  public double[] y() {
    return y.clone();
  }

  /** The lower side of the band, or an empty array where there is none. */
  public double[] lower() {
    return lower == null ? new double[0] : lower.clone();
  }

  /** The upper side of the band, or an empty array where there is none. */
  public double[] upper() {
    return upper == null ? new double[0] : upper.clone();
  }

  /** How the points are joined. */
  public Style style() {
    return style;
  }

  boolean banded() {
    return lower != null;
  }

  @Override
  public String toString() {
    return "Series[" + name + ", " + x.length + " points, " + style + (banded() ? ", band]" : "]");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series s
        && name.equals(s.name)
        && style == s.style
        && Arrays.equals(x, s.x)
        && Arrays.equals(y, s.y)
        && Arrays.equals(lower, s.lower)
        && Arrays.equals(upper, s.upper);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(x) + Arrays.hashCode(y);
  }
}
