package org.espalier.dsl.optimizer;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.tensor.Type;

/**
 * One step with momentum. Inputs: weight, velocity, gradient, rate []. Outputs: weight, velocity.
 */
public record MomentumStep(double momentum, boolean nesterov) implements Update {
  @Override
  public List<Type> infer(List<Type> inputs) {
    return List.of(inputs.get(0), inputs.get(1));
  }

  @Override
  public int replaces(int output) {
    return output;
  }

  @Override
  public List<Expr> decompose(List<Expr> in) {
    Expr gradient = in.get(2);
    Expr rate = in.get(3);
    Expr velocity = in.get(1).times(momentum).plus(gradient);
    Expr move =
        nesterov
            ? gradient.times(rate).plus(velocity.times(rate.times(momentum)))
            : velocity.times(rate);
    return List.of(in.get(0).minus(move), velocity);
  }
}
