package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/** f(x) = x·tanh(log(1 + eˣ)). Source: Misra, arXiv:1908.08681. */
public record Mish() implements Formula {
  @Override
  public Expr of(Expr x) {
    return x.times(x.softplus().tanh());
  }
}
