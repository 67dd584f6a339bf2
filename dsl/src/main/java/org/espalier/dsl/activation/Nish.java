package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;

/**
 * Negative stimulated hybrid activation: f(x) = x where x ≥ 0, (x + sin x)·σ(x) elsewhere; value and
 * slope are continuous at 0, and the least value is −0.49737 at x = −1.08287. Source: Anagün and Işık,
 * arXiv:2210.09083.
 *
 * <p><b>Reconstruction:</b> the paper's abstract says identity to the right and a product of sine and
 * sigmoid to the left; the exact left branch is the natural reading of it (that of the sinu-sigmoidal
 * unit, which meets the identity with equal value and slope), not copied from the paper's equation.
 */
public record Nish() implements Formula {
  @Override
  public Expr of(Expr x) {
    Expr left = x.min(0);
    return x.relu().plus(left.plus(left.sin()).times(left.sigmoid()));
  }
}
