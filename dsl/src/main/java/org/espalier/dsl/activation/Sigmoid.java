package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/** f(x) = 1/(1 + e⁻ˣ), in (0, 1). */
public record Sigmoid() implements Formula {
  @Override
  public Expr of(Expr x) {
    return x.sigmoid();
  }
}
