package org.espalier.tf;

/** Where a session computes. */
public enum Device {
  /** The first GPU where TensorFlow sees one, the CPU else. */
  AUTO,
  /** The CPU, also where there is a GPU. */
  CPU,
  /** A GPU; without one, opening a session fails. */
  GPU
}
