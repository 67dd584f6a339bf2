package org.espalier.dsl.optimizer;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.Schedule;

/**
 * Adam with bias-corrected rate: m and v are running means of g and g²; w ← w − rate·√(1 − β₂ᵗ)/(1
 * − β₁ᵗ)·m/(√v + ε). Source: Kingma and Ba, arXiv:1412.6980 (the form at the end of its section 2).
 *
 * @param rate learning rate
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the square, in [0, 1)
 * @param epsilon &gt; 0
 */
public record Adam(Schedule rate, double beta1, double beta2, double epsilon) implements Optimizer {
  public Adam {
    Check.rate("beta1", beta1);
    Check.rate("beta2", beta2);
    Check.positive("epsilon", epsilon);
  }

  /** β₁ = 0.9, β₂ = 0.999, ε = 1e-7. */
  public Adam(Schedule rate) {
    this(rate, 0.9, 0.999, 1e-7);
  }

  /** The same at a constant rate. */
  public Adam(double rate) {
    this(new ConstantRate(rate));
  }

  @Override
  public Expr update(Expr weight, Expr gradient, Slots slots) {
    Expr count = slots.count().plus(1);
    Node step =
        Node.of(
            new AdamStep(beta1, beta2, epsilon),
            List.of(
                weight,
                slots.get("m", 0),
                slots.get("v", 0),
                gradient,
                rate.at(slots.count()),
                count.constant(beta1).pow(count),
                count.constant(beta2).pow(count)));
    slots.set("m", step.output(1));
    slots.set("v", step.output(2));
    return step.output(0);
  }
}
