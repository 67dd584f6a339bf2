package org.espalier.dsl.expr;

/** Kind: carries a body traced once as a function and applied repeatedly. */
public interface Loop extends Op {
  /** What one round computes. */
  Fn body();
}
