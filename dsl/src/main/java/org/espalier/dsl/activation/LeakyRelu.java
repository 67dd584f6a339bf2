package org.espalier.dsl.activation;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * f(x) = x where x &gt; 0, slope·x elsewhere; its slope at 0 is {@code slope}. Source: Maas, Hannun
 * and Ng, ICML 2013 workshop.
 *
 * @param slope left of 0, at least 0; usually well below 1
 */
public record LeakyRelu(double slope) implements Formula {
  public LeakyRelu {
    Check.notNegative("slope", Check.finite("slope", slope));
  }

  /** With the slope 0.01 of its authors. */
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public Expr of(Expr x) {
    return x.gt(0).where(x, x.times(slope));
  }

  @Override
  public String label() {
    return "leakyRelu, slope " + slope;
  }
}
