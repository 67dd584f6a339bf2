package org.espalier.dsl.step;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.DType;

/** Where numbers stop being numbers. */
final class Finite {
  private Finite() {}

  /** The share of finite elements: float32 []. */
  static Expr share(Expr e) {
    return e.isFinite().cast(DType.FLOAT32).mean();
  }
}
