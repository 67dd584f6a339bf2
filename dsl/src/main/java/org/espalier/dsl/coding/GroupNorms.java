package org.espalier.dsl.coding;

import java.util.stream.IntStream;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/** ℓ2 norms of groups of neighbouring atoms, and shrinking by them. */
final class GroupNorms {
  /** Keeps the norm of a group of zeros from dividing by nothing; such a group stays zero. */
  private static final double TINY = 1e-30;

  private final int size;
  private final boolean overSamples;

  GroupNorms(int size, boolean overSamples) {
    this.size = size;
    this.overSamples = overSamples;
  }

  Expr shrink(Expr codes, Expr threshold) {
    Expr groups = groups(codes);
    Expr norms = norms(groups);
    Expr kept = norms.minus(threshold).max(0).div(norms.max(TINY));
    return groups
        .times(overSamples ? kept.expand(0).expand(-1) : kept.expand(-1))
        .reshape(codes.shape());
  }

  Expr value(Expr codes) {
    return norms(groups(codes)).sum();
  }

  /** [samples, groups, size]. */
  private Expr groups(Expr codes) {
    long atoms = codes.shape().last().size();
    if (atoms % size != 0) {
      throw new ShapeMismatch(
          "groups of " + size + " atoms", "a multiple of " + size + " atoms", atoms + " atoms");
    }
    return codes.reshape(Shape.of(codes.shape().get(0), Dim.of(atoms / size), Dim.of(size)));
  }

  private Expr norms(Expr groups) {
    int[] axes = overSamples ? new int[] {0, 2} : IntStream.of(2).toArray();
    return groups.square().sum(axes).sqrt();
  }
}
