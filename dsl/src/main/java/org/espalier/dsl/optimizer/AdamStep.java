package org.espalier.dsl.optimizer;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.tensor.Type;

/**
 * One step of Adam. Inputs: weight, m, v, gradient, and [] each: rate, β₁ᵗ, β₂ᵗ with t counting
 * from 1. Outputs: weight, m, v.
 */
public record AdamStep(double beta1, double beta2, double epsilon) implements Update {
  @Override
  public List<Type> infer(List<Type> inputs) {
    return inputs.subList(0, 3);
  }

  @Override
  public int replaces(int output) {
    return output;
  }

  @Override
  public List<Expr> decompose(List<Expr> in) {
    Expr g = in.get(3);
    Expr m = in.get(1).plus(g.minus(in.get(1)).times(1 - beta1));
    Expr v = in.get(2).plus(g.square().minus(in.get(2)).times(1 - beta2));
    Expr one = in.get(5).constant(1);
    Expr rate = in.get(4).times(one.minus(in.get(6)).sqrt()).div(one.minus(in.get(5)));
    return List.of(in.get(0).minus(m.times(rate).div(v.sqrt().plus(epsilon))), m, v);
  }
}
