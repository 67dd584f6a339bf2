package org.espalier.dsl.activation;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;

/**
 * Negative stimulated hybrid activation: f(x) = x where x ≥ 0, (x + sin x)·σ(x) elsewhere; value
 * and slope are continuous at 0, and the least value is −0.49737 at x = −1.08287. Source: Anagün
 * and Işık, arXiv:2210.09083.
 *
 * <p><b>Reconstruction:</b> the paper's abstract says identity to the right and a product of sine
 * and sigmoid to the left; the exact left branch is the natural reading of it (that of the
 * sinu-sigmoidal unit, which meets the identity with equal value and slope), not copied from the
 * paper's equation.
 */
public record Nish() implements Formula {
  @Override
  public Expr of(Expr x) {
    return Nn.withGradient(
            List.of(x),
            in -> List.of(value(in.get(0))),
            (in, out, dy) -> List.of(dy.get(0).times(slope(in.get(0)))))
        .get(0);
  }

  private static Expr value(Expr x) {
    Expr z = x.min(0);
    return x.relu().plus(z.plus(z.sin()).times(z.sigmoid()));
  }

  /**
   * σ(z)·(1 + cos z + (z + sin z)·(1 − σ(z))), z = min(x, 0): the derivative for all x, 1 at z = 0.
   */
  private static Expr slope(Expr x) {
    Expr z = x.min(0);
    Expr s = z.sigmoid();
    Expr bend = z.plus(z.sin()).times(s.unaryMinus().plus(1));
    return s.times(z.cos().plus(1).plus(bend));
  }
}
