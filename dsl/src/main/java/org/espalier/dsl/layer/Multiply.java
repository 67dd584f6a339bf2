package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.expr.Expr;

/** The elementwise product of its inputs, all of one shape. */
public record Multiply() implements CarriesUnits {
  @Override
  public Expr call(List<Expr> inputs, Context context) {
    Suggest.requireOneShape(inputs, context);
    return inputs.stream().reduce(Expr::times).orElseThrow();
  }
}
