package org.espalier.dsl.optimizer;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.tensor.Type;

/** One step of gradient descent. Inputs: weight, gradient, rate []. Output: weight. */
public record SgdStep() implements Update {
  @Override
  public List<Type> infer(List<Type> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public int replaces(int output) {
    return 0;
  }

  @Override
  public List<Expr> decompose(List<Expr> in) {
    return List.of(in.get(0).minus(in.get(1).times(in.get(2))));
  }
}
