package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;

/**
 * Ω = Σ over samples and groups of ‖a_g‖₂: the codes of one group of neighbouring atoms share a
 * norm in each sample, so that groups become pooling sets.
 *
 * @param size atoms in a group, ≥ 1
 */
public record GroupPerSample(int size) implements CodePenalty {
  public GroupPerSample {
    Check.positive("size", size);
  }

  @Override
  public Expr shrink(Expr codes, Expr threshold) {
    return new GroupNorms(size, false).shrink(codes, threshold);
  }

  @Override
  public Expr value(Expr codes) {
    return new GroupNorms(size, false).value(codes);
  }

  @Override
  public int groupSize() {
    return size;
  }
}
