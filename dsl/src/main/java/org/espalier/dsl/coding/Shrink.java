package org.espalier.dsl.coding;

/** Soft thresholds on the JVM. */
final class Shrink {
  private Shrink() {}

  /** What a vector of a norm is multiplied by when its norm is made smaller by a threshold. */
  static double factor(double norm, double threshold) {
    return norm <= threshold ? 0 : 1 - threshold / norm;
  }
}
