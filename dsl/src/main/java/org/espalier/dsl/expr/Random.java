package org.espalier.dsl.expr;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Erf;

/**
 * Kind: random numbers as a pure function of a key (int64 [3]: stream, step, index), so sharing and
 * recomputation are right and no hidden state exists.
 */
public interface Random extends SimpleOp {
  /** Mean of one element. */
  double mean();

  /** Variance of one element. */
  double variance();

  /**
   * The value below which a share {@code p} in [0, 1] of the numbers lies; at 0 and 1 the ends of
   * the support. By default that of a normal distribution of this mean and variance.
   */
  default double quantile(double p) {
    if (p <= 0) return Double.NEGATIVE_INFINITY;
    if (p >= 1) return Double.POSITIVE_INFINITY;
    return mean() + Math.sqrt(2 * variance()) * Erf.erfInv(2 * p - 1);
  }

  @Override
  default List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList((Expr) null);
  }
}
