package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.expr.Expr;

/** The elementwise sum of its inputs, all of one shape. */
public record Add() implements Layer {
  @Override
  public Expr call(List<Expr> inputs, Context context) {
    Expr result = inputs.get(0);
    for (Expr other : inputs.subList(1, inputs.size())) {
      if (!other.shape().equals(result.shape())) {
        throw context.mismatch("inputs of one shape, " + result.shape(), other.shape());
      }
      result = result.plus(other);
    }
    return result;
  }
}
