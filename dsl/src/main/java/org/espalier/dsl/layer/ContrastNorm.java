package org.espalier.dsl.layer;

import java.util.stream.IntStream;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * Each example by itself: (x − mean)/√(variance + offset) over all its numbers. Any shape, which is
 * kept; without parameters. Source: Coates, Ng and Lee, 2011.
 *
 * @param offset added to the variance, &gt; 0; 10 for pixels 0 … 255, 10/255² for pixels 0 … 1
 */
public record ContrastNorm(double offset) implements UnaryLayer {
  /** For pixels 0 … 1. */
  public static final double UNIT_PIXELS = 10 / (255.0 * 255.0);

  public ContrastNorm {
    Check.positive("offset", Check.finite("offset", offset));
  }

  /** For pixels 0 … 1. */
  public ContrastNorm() {
    this(UNIT_PIXELS);
  }

  @Override
  public Expr call(Expr x, Context context) {
    if (x.shape().rank() < 2) throw context.mismatch("[batch, …, features]", x.shape());
    int[] own = IntStream.range(1, x.shape().rank()).toArray();
    Expr mean = x.mean(own);
    for (int axis : own) mean = mean.expand(axis);
    Expr apart = x.minus(mean);
    Expr variance = apart.square().mean(own);
    for (int axis : own) variance = variance.expand(axis);
    return apart.times(variance.plus(offset).rsqrt());
  }

  @Override
  public String label() {
    return "contrastNorm, offset " + offset;
  }
}
