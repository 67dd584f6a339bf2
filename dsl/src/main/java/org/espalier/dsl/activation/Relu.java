package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/** f(x) = max(x, 0), with slope 0 at 0. Source: Nair and Hinton, ICML 2010. */
public record Relu() implements Formula {
  @Override
  public Expr of(Expr x) {
    return x.relu();
  }
}
