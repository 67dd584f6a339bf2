package org.espalier.dsl.layer;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * Every entry times a number plus a number, {@code scale · x + offset}, for inputs of any shape:
 * pixels made to have mean 0 and variance 1 before the first weight sees them.
 *
 * @param scale finite
 * @param offset finite, added after scaling
 */
public record Rescaling(double scale, double offset) implements UnaryLayer {
  public Rescaling {
    Check.finite("scale", scale);
    Check.finite("offset", offset);
  }

  /**
   * Gives entries of this mean and deviation mean 0 and variance 1.
   *
   * @param deviation standard deviation, &gt; 0
   */
  public static Rescaling standardising(double mean, double deviation) {
    Check.positive("deviation", deviation);
    return new Rescaling(1 / deviation, -mean / deviation);
  }

  @Override
  public Expr call(Expr x, Context context) {
    return x.times(scale).plus(offset);
  }
}
