package org.espalier.dsl.optimizer;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.Schedule;

/** Plain gradient descent: w − rate·g. */
public record Sgd(Schedule rate) implements Optimizer {
  /** At a constant rate. */
  public Sgd(double rate) {
    this(new ConstantRate(rate));
  }

  @Override
  public Expr update(Expr weight, Expr gradient, Slots slots) {
    return Node.of(new SgdStep(), List.of(weight, gradient, rate.at(slots.count()))).output(0);
  }
}
