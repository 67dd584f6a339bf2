package org.espalier.dsl.optimizer;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.schedule.Schedule;

/**
 * Adam with decoupled weight decay: besides Adam's step the weight shrinks by rate·decay of itself.
 * Every weight it is given decays, biases too; give biases to another group to spare them. Source:
 * Loshchilov and Hutter, arXiv:1711.05101.
 *
 * @param adam the step
 * @param decay ≥ 0
 */
public record AdamW(Adam adam, double decay) implements Optimizer {
  public AdamW {
    Check.notNegative("decay", decay);
  }

  /** At a scheduled rate, with a decay of 0.01. */
  public AdamW(Schedule rate) {
    this(new Adam(rate), 0.01);
  }

  /** At a constant rate, with a decay of 0.01. */
  public AdamW(double rate) {
    this(rate, 0.01);
  }

  /** At a constant rate. */
  public AdamW(double rate, double decay) {
    this(new Adam(rate), decay);
  }

  @Override
  public Expr update(Expr weight, Expr gradient, Slots slots) {
    Expr shrink = weight.times(adam.rate().at(slots.count()).times(decay));
    return adam.update(weight, gradient, slots).minus(shrink);
  }
}
