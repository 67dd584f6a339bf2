package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.expr.Expr;

/** Its inputs joined along an axis; the other axes must be equal. Negative counts from the end. */
public record Concat(int axis) implements Layer {
  @Override
  public Expr call(List<Expr> inputs, Context context) {
    return org.espalier.dsl.op.Ops.concat(axis, inputs);
  }

  @Override
  public String label() {
    return "concat, axis " + axis;
  }
}
