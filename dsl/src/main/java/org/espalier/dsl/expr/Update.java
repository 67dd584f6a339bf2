package org.espalier.dsl.expr;

/**
 * Kind: the next values of some of its inputs, as an optimizer computes them. It is its
 * decomposition; where every output is assigned to the variable it is the next value of, an
 * executor may run a kernel that updates the variables in place.
 */
public interface Update extends Fused {
  /** The input that output {@code output} is the next value of. */
  int replaces(int output);
}
