package org.espalier.dsl.activation;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * f(x) = x·σ(beta·x); with beta 1 also called SiLU. Source: Ramachandran, Zoph and Le,
 * arXiv:1710.05941.
 *
 * @param beta &gt; 0; large values approach relu
 */
public record Swish(double beta) implements Formula {
  public Swish {
    Check.positive("beta", Check.finite("beta", beta));
  }

  /** With beta 1. */
  public Swish() {
    this(1);
  }

  @Override
  public Expr of(Expr x) {
    return x.times(x.times(beta).sigmoid());
  }

  @Override
  public String label() {
    return beta == 1 ? "swish" : "swish, beta " + beta;
  }
}
