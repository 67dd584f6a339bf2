package org.espalier.dsl.loss;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.metric.Metric;
import org.espalier.dsl.tensor.Type;

/**
 * The mean of (output − target)² over all axes but the first; a loss and a metric. Output and
 * target [batch, …] of one type.
 */
public record MeanSquaredError() implements Loss, Metric {
  @Override
  public Expr perExample(Expr output, Expr target) {
    return Logits.perExample(output.minus(target).square());
  }

  @Override
  public Type target(Type output) {
    return output;
  }
}
