package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;

/**
 * exp(x)/Σ exp(x) over the last axis: [b…, classes] → the same shape, each row summing to 1; no
 * overflow. It mixes elements, and is no elementwise function. Losses on a network that ends in it
 * look through it and train on the logits.
 */
public record Softmax() implements Formula {
  @Override
  public Expr of(Expr x) {
    return Nn.softmax(x);
  }
}
