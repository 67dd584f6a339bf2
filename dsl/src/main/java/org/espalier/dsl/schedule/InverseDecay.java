package org.espalier.dsl.schedule;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * rate / (1 + count/steps): half of it after so many updates, a third after twice as many. It needs
 * no end to be known, so a training that goes on longer than planned goes on as if it had been. The
 * 1/t steps of Robbins and Monro, Annals of Mathematical Statistics 22(3), 1951.
 *
 * @param rate at the beginning, &ge; 0
 * @param steps updates until it is half, &gt; 0
 */
public record InverseDecay(double rate, long steps) implements Schedule {
  public InverseDecay {
    Check.notNegative("rate", rate);
    Check.finite("rate", rate);
    Check.positive("steps", steps);
  }

  @Override
  public Expr at(Expr count) {
    return count.div(steps).plus(1).reciprocal().times(rate);
  }
}
