package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/** f(x) = log(1 + eˣ), without overflow. Source: Dugas et al., NIPS 2000. */
public record Softplus() implements Formula {
  @Override
  public Expr of(Expr x) {
    return x.softplus();
  }
}
