package org.espalier.dsl.layer;

import org.espalier.dsl.expr.Expr;

/**
 * The largest over all positions: [batch, …, channels] → [batch, channels]; rank 3 or more. Equal
 * largest share the derivative.
 */
public record GlobalMaxPool() implements UnaryLayer, CarriesUnits {
  @Override
  public Expr call(Expr x, Context context) {
    return x.maxOver(GlobalAveragePool.positions(x, context));
  }

  @Override
  public String baseName() {
    return "pool";
  }

  @Override
  public String label() {
    return "globalMaxPool";
  }
}
