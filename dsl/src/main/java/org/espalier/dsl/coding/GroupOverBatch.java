package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * Ω = Σ over groups of ‖A_g‖_F, the norm taken over a whole batch of samples: atoms that the batch
 * does not need vanish entirely. After the group sparse coding of Bengio et al., 2009. The norm
 * grows with the batch, so λ of one batch size is not that of another.
 *
 * @param size neighbouring atoms that vanish together, ≥ 1
 */
public record GroupOverBatch(int size) implements CodePenalty {
  public GroupOverBatch {
    Check.positive("size", size);
  }

  @Override
  public Expr shrink(Expr codes, Expr threshold) {
    return new GroupNorms(size, true).shrink(codes, threshold);
  }

  @Override
  public Expr value(Expr codes) {
    return new GroupNorms(size, true).value(codes);
  }

  @Override
  public int groupSize() {
    return size;
  }

  @Override
  public boolean revivesAtoms() {
    return false;
  }
}
