package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.DType;

/** The same values with another element type; to integers toward zero, to bool whether not 0. */
public record Cast(DType to) implements Elementwise {
  @Override
  public double apply(double[] args) {
    double x = args[0];
    if (to == DType.BOOL) return x != 0 ? 1 : 0;
    return to.isInt() ? (double) (long) x : x;
  }

  @Override
  public Trend trend(int input) {
    return to == DType.BOOL ? Trend.NONE : Trend.INCREASING;
  }

  @Override
  public DType result(List<DType> inputs) {
    return to;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    DType from = node.input(0).dtype();
    return Arrays.asList(from.isFloat() && to.isFloat() ? dy.cast(from) : null);
  }
}
