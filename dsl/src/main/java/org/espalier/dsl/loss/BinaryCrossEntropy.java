package org.espalier.dsl.loss;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.tensor.Type;

/**
 * −t·log p − (1 − t)·log(1 − p) of each element: yes or no, or several labels at once. Output and
 * target [batch, …], targets in [0, 1]; all axes but the first are averaged. The output may be
 * logits, or probabilities by {@link org.espalier.dsl.activation.Sigmoid}: the loss looks through
 * the sigmoid, and the prediction is probabilities either way.
 */
public record BinaryCrossEntropy() implements Loss {
  @Override
  public Expr perExample(Expr output, Expr target) {
    return Logits.perExample(Nn.sigmoidCrossEntropy(Logits.ofSigmoid(output), target));
  }

  @Override
  public Type target(Type output) {
    return output;
  }

  @Override
  public Expr prediction(Expr output) {
    return Logits.ofSigmoid(output) == output ? output.sigmoid() : output;
  }
}
