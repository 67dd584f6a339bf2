package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.expr.Expr;

/** The elementwise sum of its inputs, all of one shape. */
public record Add() implements CarriesUnits {
  @Override
  public Expr call(List<Expr> inputs, Context context) {
    Suggest.requireOneShape(inputs, context);
    return inputs.stream().reduce(Expr::plus).orElseThrow();
  }
}
