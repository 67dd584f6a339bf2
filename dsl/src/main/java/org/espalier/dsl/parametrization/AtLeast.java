package org.espalier.dsl.parametrization;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * Every element stays at a bound or above it.
 *
 * @param bound the least value
 */
public record AtLeast(double bound) implements Constraint {
  public AtLeast {
    Check.finite("bound", bound);
  }

  /**
   * Demands that a setting lies in the set.
   *
   * @throws IllegalArgumentException naming it and its value
   */
  public double check(String name, double value) {
    Check.that(value >= bound, "%s must be >= %s, got %s", name, bound, value);
    return value;
  }

  @Override
  public Expr project(Expr updated) {
    return updated.max(bound);
  }
}
