package org.espalier.runtime.plot;

/**
 * One bar of {@link Plots#bars}, from 0 to {@code value}, with an optional error bar and group.
 *
 * @param name what the bar stands for, shown under it; bars of one name stand side by side
 * @param group the colour it takes and its entry in the legend; empty for none
 * @param value where the bar ends
 * @param lower lower end of the error bar; equal to {@code upper} for none
 * @param upper upper end of the error bar
 */
public record Bar(String name, String group, double value, double lower, double upper) {
  /** Checks that the name is there, the numbers are finite and lower ≤ upper. */
  public Bar {
    Checks.label("bar name", name, "relu");
    if (group == null) {
      throw new IllegalArgumentException("bar '" + name + "': group is null; use \"\" for none");
    }
    double[] numbers = {value, lower, upper};
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(
            "bar '"
                + name
                + "' needs finite numbers, got value "
                + value
                + ", error bar "
                + lower
                + " to "
                + upper
                + "; leave the bar out where there is no value");
      }
    }
    if (lower > upper) {
      throw new IllegalArgumentException(
          "bar '" + name + "': error bar runs from " + lower + " down to " + upper);
    }
  }

  /** A plain bar without error bar or group. */
  public static Bar of(String name, double value) {
    return new Bar(name, "", value, value, value);
  }

  /** The same bar with an error bar of value ± {@code error}, {@code error} ≥ 0. */
  public Bar withError(double error) {
    return new Bar(name, group, value, value - error, value + error);
  }

  /** The same bar with an error bar between two values, such as a confidence interval. */
  public Bar withInterval(double lower, double upper) {
    return new Bar(name, group, value, lower, upper);
  }

  /** The same bar in a group. */
  public Bar inGroup(String group) {
    return new Bar(name, group, value, lower, upper);
  }

  boolean hasError() {
    return upper > lower;
  }
}
