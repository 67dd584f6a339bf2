package org.espalier.dsl.schedule;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * Rises linearly over the warm-up, then falls along half a cosine to {@code floor·rate} and stays
 * there. Source: Loshchilov and Hutter, arXiv:1608.03983, without restarts.
 *
 * @param rate the largest, &gt; 0
 * @param steps updates until the floor is reached, warm-up included, &gt; 0
 * @param warmup updates of linear rise, 0 ≤ warmup &lt; steps
 * @param floor share of the rate that remains, in [0, 1)
 */
public record CosineDecay(double rate, long steps, long warmup, double floor) implements Schedule {
  public CosineDecay {
    Check.positive("rate", rate);
    Check.positive("steps", steps);
    Check.that(warmup >= 0 && warmup < steps, "warmup must be in [0, steps), got %d", warmup);
    Check.rate("floor", floor);
  }

  /** Without warm-up, down to 0. */
  public CosineDecay(double rate, long steps) {
    this(rate, steps, 0, 0);
  }

  @Override
  public Expr at(Expr count) {
    Expr along = count.minus(warmup).div(steps - warmup).max(0).min(1);
    Expr cosine = along.times(Math.PI).cos().plus(1).times(0.5 * (1 - floor)).plus(floor);
    Expr rise = warmup == 0 ? count.constant(1) : count.plus(1).div(warmup).min(1);
    return cosine.times(rise).times(rate);
  }
}
