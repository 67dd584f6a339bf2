package org.espalier.dsl.layer;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * One number for each group of neighbouring features, [batch, features] → [batch, features/size]:
 * √(Σ z² + 1e-8), or the largest.
 *
 * @param size features in a group, ≥ 1; the number of features is a multiple of it
 * @param largest true for the largest, false for the norm
 */
public record GroupPool(int size, boolean largest) implements UnaryLayer {
  private static final double EPSILON = 1e-8;

  public GroupPool {
    Check.positive("size", size);
  }

  /** The norm. */
  public GroupPool(int size) {
    this(size, false);
  }

  @Override
  public Expr call(Expr x, Context context) {
    context.requireRank(x, 2, "[batch, features]", "flatten() before it");
    Dim last = x.shape().last();
    if (!last.known() || last.size() % size != 0) {
      throw context.mismatch("a multiple of " + size + " features", x.shape());
    }
    Expr groups = x.reshape(Shape.of(x.shape().get(0), Dim.of(last.size() / size), Dim.of(size)));
    return largest ? groups.maxOver(2) : groups.square().sum(2).plus(EPSILON).sqrt();
  }

  @Override
  public String label() {
    return "groupPool, " + (largest ? "largest of " : "norm of ") + size;
  }
}
