package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/** f(x) = x: no activation. */
public record Linear() implements Formula {
  @Override
  public Expr of(Expr x) {
    return x;
  }
}
