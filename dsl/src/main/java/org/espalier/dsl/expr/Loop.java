package org.espalier.dsl.expr;

import org.espalier.dsl.tensor.Dim;

/** Kind: carries a body traced once as a function and applied repeatedly. */
public interface Loop extends Op {
  /** What one round computes. It uses nothing from outside but its parameters. */
  Fn body();

  /** Number of rounds, possibly 0. */
  Dim length();
}
