package org.espalier.dsl.optimizer;

import org.espalier.dsl.expr.Expr;

/** What an optimizer keeps for one weight, and what it may ask for. */
public interface Slots {
  /** The current value of a slot of the weight's type; it starts at {@code start} everywhere. */
  Expr get(String name, double start);

  /** Sets a slot's next value. */
  void set(String name, Expr next);

  /** Updates done before this one: float [] of the weight's element type, 0 at the first. */
  Expr count();

  /** A random key of this weight, purpose and step: int64 [3]. */
  Expr key(String purpose);
}
