package org.espalier.dsl.expr;

import org.espalier.dsl.tensor.Dim;

/**
 * Kind: each output element folds up to {@link #terms} elements of the first input: sums, means,
 * maxima, cumulative sums, pooling, scatter-adds.
 */
public interface Reduction extends SimpleOp {
  /** What the fold does, as far as a reading needs to know. */
  enum Fold {
    /** The sum of the elements. */
    SUM,
    /** The sum divided by their number. */
    MEAN,
    /** The largest or smallest: some element of the input. */
    SELECT,
    /** Anything else. */
    OTHER
  }

  /** Number of input elements folded into one output element, at most. */
  Dim terms(Node node);

  /** What the fold does. */
  Fold fold();
}
