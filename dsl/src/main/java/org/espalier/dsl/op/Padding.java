package org.espalier.dsl.op;

/** What happens at the border of an image that windows slide over, as TensorFlow has it. */
public enum Padding {
  /**
   * Enough zeros around the image for ⌈size/stride⌉ windows on an axis; of an odd number the one
   * more lies after the image.
   */
  SAME,
  /** None: windows lie wholly inside, ⌊(size − extent)/stride⌋ + 1 of them on an axis. */
  VALID
}
