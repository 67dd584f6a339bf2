package org.espalier.dsl.layer;

import org.espalier.dsl.expr.Expr;

/** All numbers of an example in one axis: [batch, …] → [batch, features], row-major. */
public record Flatten() implements UnaryLayer {
  @Override
  public Expr call(Expr x, Context context) {
    if (x.shape().rank() < 1) throw context.mismatch("[batch, …]", x.shape());
    return x.reshape(Suggest.flat(x.shape()));
  }
}
