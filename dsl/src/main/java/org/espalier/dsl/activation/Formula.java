package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Context;

/** An activation that is a formula and nothing else: no parameters, no state, no mode. */
public interface Formula extends Activation {
  /** The formula. Keeps the shape. */
  Expr of(Expr x);

  @Override
  default Expr call(Expr x, Context context) {
    return of(x);
  }
}
