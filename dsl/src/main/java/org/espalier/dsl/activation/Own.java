package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;

/** Parameters that activations own. */
final class Own {
  private Own() {}

  /** [channels] of the last axis, or [] for one parameter in all. */
  static Shape shape(boolean perChannel, Expr x, Context context) {
    if (!perChannel) return Shape.SCALAR;
    Shape s = x.shape();
    if (s.rank() > 0 && s.last().known()) return Shape.of(s.last());
    throw context.mismatch("[batch, …, channels] with a known number of channels", s);
  }
}
