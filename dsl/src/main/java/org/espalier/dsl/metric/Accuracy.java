package org.espalier.dsl.metric;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.Softmax;
import org.espalier.dsl.tensor.Shape;

/**
 * The share of right answers. Prediction [batch, …, classes] with ids int [batch, …] or one-hot
 * rows [batch, …, classes]: right where the most probable class (the first of equal ones) is the
 * target's. Prediction and float target of one shape whose last axis is 1, or [batch]: right where
 * both are above 1/2 or neither is. More than one answer per example is averaged.
 */
public record Accuracy() implements Metric {
  @Override
  public Expr perExample(Expr prediction, Expr target) {
    Expr right = right(prediction, target).cast(prediction.dtype());
    int rank = right.shape().rank();
    if (rank <= 1) return right;
    return right.mean(java.util.stream.IntStream.range(1, rank).toArray());
  }

  private static Expr right(Expr p, Expr target) {
    Shape s = p.shape();
    boolean oneNumber = s.rank() == 1 || s.last().is(1);
    if (oneNumber && target.shape().equals(s)) {
      Expr t = target.cast(p.dtype());
      return p.gt(0.5).eq(t.gt(0.5));
    }
    Expr chosen = Nn.argMax(scores(p), -1);
    Expr wanted = target.dtype().isInt() ? target.cast(chosen.dtype()) : Nn.argMax(target, -1);
    return chosen.eq(wanted);
  }

  /** What a softmax was made of: it has its largest element at the same place, and costs less. */
  private static Expr scores(Expr p) {
    return p.node().op() instanceof Softmax ? p.node().input(0) : p;
  }
}
