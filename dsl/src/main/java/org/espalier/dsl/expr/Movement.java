package org.espalier.dsl.expr;

/**
 * Kind: every output element is an element of the first input, or a fixed fill value. Reshape,
 * transpose, slice, pad, broadcast, gather, concat (whose inputs are all moved).
 */
public interface Movement extends SimpleOp {
  /** The value of places that no input element fills; unused unless {@link #fills()}. */
  default double fill() {
    return 0;
  }

  /** True when some output places hold {@link #fill()} rather than an input element. */
  default boolean fills() {
    return false;
  }
}
