package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/** f(x) = tanh x, in (−1, 1). */
public record Tanh() implements Formula {
  @Override
  public Expr of(Expr x) {
    return x.tanh();
  }
}
