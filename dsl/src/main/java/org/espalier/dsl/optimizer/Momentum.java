package org.espalier.dsl.optimizer;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.Schedule;

/**
 * Gradient descent with momentum: v ← momentum·v + g; w ← w − rate·v, or with Nesterov's look-ahead
 * w − rate·(g + momentum·v). Source: Sutskever et al., ICML 2013.
 *
 * @param rate learning rate
 * @param momentum in [0, 1)
 * @param nesterov whether to look ahead
 */
public record Momentum(Schedule rate, double momentum, boolean nesterov) implements Optimizer {
  public Momentum {
    Check.rate("momentum", momentum);
  }

  /** At a scheduled rate, momentum 0.9, without look-ahead. */
  public Momentum(Schedule rate) {
    this(rate, 0.9, false);
  }

  /** At a constant rate, momentum 0.9, without look-ahead. */
  public Momentum(double rate) {
    this(rate, 0.9);
  }

  /** At a constant rate, without look-ahead. */
  public Momentum(double rate, double momentum) {
    this(new ConstantRate(rate), momentum, false);
  }

  @Override
  public Expr update(Expr weight, Expr gradient, Slots slots) {
    Expr velocity = slots.get("velocity", 0);
    Node step =
        Node.of(
            new MomentumStep(momentum, nesterov),
            List.of(weight, velocity, gradient, rate.at(slots.count())));
    slots.set("velocity", step.output(1));
    return step.output(0);
  }
}
