package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/**
 * The exponential linear unit scaled so that mean 0 and variance 1 are a fixed point of a layer
 * whose weights have mean 0 and variance 1/fanIn. Source: Klambauer et al., arXiv:1706.02515.
 */
public record Selu() implements Formula {
  private static final double ALPHA = 1.6732632423543772;
  private static final double SCALE = 1.0507009873554805;

  @Override
  public Expr of(Expr x) {
    return new Elu(ALPHA).of(x).times(SCALE);
  }
}
