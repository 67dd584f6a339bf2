package org.espalier.dsl.parametrization;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * The Euclidean norm of the weights that lead to one unit stays at {@code radius} or below it;
 * longer ones are shortened along themselves. The last axis counts units: columns of a dense kernel
 * [in, units], filters of a convolution's. Vectors and single numbers are bounded element by
 * element. Source: Srivastava et al., JMLR 15, 2014, section 5.1 (there with a radius of 3 to 4).
 *
 * @param radius &gt; 0
 */
public record MaxNorm(double radius) implements Constraint {
  public MaxNorm {
    Check.positive("radius", Check.finite("radius", radius));
  }

  @Override
  public Expr project(Expr updated) {
    int units = updated.shape().rank() - 1;
    if (units < 1) return updated.max(-radius).min(radius);
    int[] incoming = java.util.stream.IntStream.range(0, units).toArray();
    Expr norm = updated.square().sum(incoming).sqrt();
    return updated.times(norm.constant(radius).div(norm.max(radius)));
  }
}
