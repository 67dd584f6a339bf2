package org.espalier.dsl.layer;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Identity;
import org.espalier.dsl.tensor.Shape;

/**
 * (x − mean) · matrix, [batch, features] → [batch, features], with numbers that no training
 * changes: whitening or standardisation that was found from data. States {@code mean} [features],
 * which starts at 0, and {@code matrix} [features, features], the identity, or {@code scale}
 * [features], 1.
 *
 * @param diagonal whether each feature is only shifted and scaled
 */
public record FixedAffine(boolean diagonal) implements UnaryLayer {
  /** With a whole matrix. */
  public FixedAffine() {
    this(false);
  }

  @Override
  public Expr call(Expr x, Context context) {
    context.requireRank(x, 2, "[batch, features]", "flatten() before it");
    if (!x.shape().last().known()) {
      throw context.mismatch("a known number of features in the last axis", x.shape());
    }
    Shape features = Shape.of(x.shape().last());
    Expr apart = x.minus(context.state("mean", features, Constant.ZEROS));
    if (diagonal) return apart.times(context.state("scale", features, Constant.ONES));
    return apart.matmul(context.state("matrix", features.concat(features), new Identity()));
  }

  @Override
  public String label() {
    return diagonal ? "fixedAffine, diagonal" : "fixedAffine";
  }
}
