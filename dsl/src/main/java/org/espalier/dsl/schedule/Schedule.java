package org.espalier.dsl.schedule;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;

/** A learning rate as a function of the number of updates done. */
public interface Schedule extends Described {
  /**
   * The rate.
   *
   * @param count updates done before this one: float [], 0 at the first
   * @return float []
   */
  Expr at(Expr count);
}
