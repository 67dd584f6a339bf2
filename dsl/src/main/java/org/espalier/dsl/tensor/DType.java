package org.espalier.dsl.tensor;

/** The element type of a tensor. */
public enum DType {
  /** IEEE half precision, where the device has it. */
  FLOAT16(2),
  /** Brain float: eight exponent bits, seven of fraction. */
  BFLOAT16(2),
  /** Single precision: the default of every network. */
  FLOAT32(4),
  /** Double precision: gradient checks. */
  FLOAT64(8),
  /** Class ids and small indices. */
  INT32(4),
  /** Random keys, counters, large indices. */
  INT64(8),
  /** Truth values, one byte each. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** True for the four floating types; only these carry gradients. */
  public boolean isFloat() {
    return ordinal() <= FLOAT64.ordinal();
  }

  /** True for the two integer types. */
  public boolean isInt() {
    return this == INT32 || this == INT64;
  }
}
