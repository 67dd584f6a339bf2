package org.espalier.runtime.plot;

/** Pictures of scalar functions. */
public final class Curve {
  private Curve() {}

  /**
   * A function of one number with its derivative, such as an activation.
   *
   * @param name of the function, such as "nish"
   * @param x abscissae, ascending
   * @param y values of the function; NaN is a gap
   * @param derivative values of its derivative; NaN is a gap
   */
  public static Plot plot(String name, double[] x, double[] y, double[] derivative) {
    Checks.label("function name", name, "nish");
    return Plots.curves(
        name + " and its derivative",
        "input x (no unit)",
        "value (no unit)",
        Series.line(name + "(x)", x, y),
        Series.dashed("d" + name + "/dx", x, derivative));
  }
}
