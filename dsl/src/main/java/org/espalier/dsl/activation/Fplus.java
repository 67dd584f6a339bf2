package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/**
 * First power linear unit with sign: f(x) = x where x ≥ 0, x/(1 − x) elsewhere; it falls to −1.
 * Value and slope are continuous at 0. Elementwise. Source: Duan et al., Electronics 11(13):1980,
 * 2022, arXiv:2111.14349.
 */
public record Fplus() implements Formula {
  @Override
  public Expr of(Expr x) {
    return new Pfplus(1, 1).of(x);
  }
}
