package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.DType;

/** condition ? a : b, elementwise and broadcast. Inputs: bool condition, a, b. */
public record Where() implements Elementwise {
  @Override
  public double apply(double[] args) {
    return args[0] != 0 ? args[1] : args[2];
  }

  @Override
  public Trend trend(int input) {
    return input == 0 ? Trend.NONE : Trend.INCREASING;
  }

  @Override
  public DType result(List<DType> inputs) {
    if (inputs.get(0) != DType.BOOL || inputs.get(1) != inputs.get(2)) {
      throw new ShapeMismatch(
          "where", "a bool condition and two values of one element type", inputs.toString());
    }
    return inputs.get(1);
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr condition = node.input(0);
    Expr zero = dy.zerosLike();
    return Arrays.asList(
        null,
        Broadcast.undo(condition.where(dy, zero), node.input(1).shape()),
        Broadcast.undo(condition.where(zero, dy), node.input(2).shape()));
  }
}
