package org.espalier.dsl.schedule;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/** The same rate always; {@code rate >= 0}. */
public record ConstantRate(double rate) implements Schedule {
  public ConstantRate {
    Check.notNegative("rate", rate);
    Check.finite("rate", rate);
  }

  @Override
  public Expr at(Expr count) {
    return count.constant(rate);
  }
}
