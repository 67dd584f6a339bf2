package org.espalier.dsl.coding;

import org.espalier.dsl.expr.Expr;

/** Ω = Σ|a|: the lasso. */
public record PlainCodes() implements CodePenalty {
  @Override
  public Expr shrink(Expr codes, Expr threshold) {
    return codes.minus(codes.min(threshold).max(threshold.unaryMinus()));
  }

  @Override
  public Expr value(Expr codes) {
    return codes.abs().sum();
  }
}
