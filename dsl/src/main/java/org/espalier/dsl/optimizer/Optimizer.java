package org.espalier.dsl.optimizer;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;

/**
 * How a weight follows its gradient, written as an expression over weight, gradient, slots, count
 * and random numbers. One record is a whole optimizer.
 */
public interface Optimizer extends Described {
  /** The next value of a weight; slots' next values are set on {@code slots}. */
  Expr update(Expr weight, Expr gradient, Slots slots);

  /** Where the updated weight is put back to: a ball, a box, the non-negative numbers. */
  default Expr project(Expr weight) {
    return weight;
  }
}
