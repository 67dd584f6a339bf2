package org.espalier.dsl.expr;

import java.util.Arrays;
import java.util.List;

/**
 * Kind: random numbers as a pure function of a key (int64 [3]: stream, step, index), so sharing and
 * recomputation are right and no hidden state exists.
 */
public interface Random extends SimpleOp {
  /** Mean of one element. */
  double mean();

  /** Variance of one element. */
  double variance();

  @Override
  default List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList((Expr) null);
  }
}
