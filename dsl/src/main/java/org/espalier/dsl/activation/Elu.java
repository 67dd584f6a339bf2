package org.espalier.dsl.activation;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * f(x) = x where x &gt; 0, alpha·(eˣ − 1) elsewhere. Source: Clevert, Unterthiner and Hochreiter,
 * arXiv:1511.07289.
 *
 * @param alpha minus the limit at −∞, &gt; 0
 */
public record Elu(double alpha) implements Formula {
  public Elu {
    Check.positive("alpha", Check.finite("alpha", alpha));
  }

  /** With alpha 1, where the slope is continuous. */
  public Elu() {
    this(1);
  }

  @Override
  public Expr of(Expr x) {
    return x.relu().plus(x.min(0).expm1().times(alpha));
  }

  @Override
  public String label() {
    return "elu, alpha " + alpha;
  }
}
