package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/**
 * f(x) = x·Φ(x), Φ the standard normal distribution function. Source: Hendrycks and Gimpel,
 * arXiv:1606.08415.
 *
 * @param approximate false for Φ by the error function; true for the authors' approximation by
 *     tanh, which is off by less than 5e-4
 */
public record Gelu(boolean approximate) implements Formula {
  /** The exact one. */
  public Gelu() {
    this(false);
  }

  @Override
  public Expr of(Expr x) {
    Expr twicePhi =
        approximate
            ? x.plus(x.square().times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI)).tanh()
            : x.times(Math.sqrt(0.5)).erf();
    return x.times(0.5).times(twicePhi.plus(1));
  }

  @Override
  public String label() {
    return approximate ? "gelu, by tanh" : "gelu";
  }
}
