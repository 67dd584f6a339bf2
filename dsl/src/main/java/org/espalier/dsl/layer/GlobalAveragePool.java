package org.espalier.dsl.layer;

import java.util.stream.IntStream;
import org.espalier.dsl.expr.Expr;

/** The mean over all positions: [batch, …, channels] → [batch, channels]; rank 3 or more. */
public record GlobalAveragePool() implements UnaryLayer, CarriesUnits {
  @Override
  public Expr call(Expr x, Context context) {
    return x.mean(positions(x, context));
  }

  /** The axes between the first and the last. */
  static int[] positions(Expr x, Context context) {
    if (x.shape().rank() < 3) {
      throw context.mismatch("[batch, positions…, channels]", x.shape());
    }
    return IntStream.range(1, x.shape().rank() - 1).toArray();
  }

  @Override
  public String baseName() {
    return "pool";
  }

  @Override
  public String label() {
    return "globalAveragePool";
  }
}
