package org.espalier.dsl.random;

/** Numbers of one random stream on the JVM. */
public interface RandomSource {
  /** Uniform in [0, 1). */
  double nextUniform();

  /** Standard normal. */
  double nextGaussian();

  /** The stream of a seed, a path and a purpose. */
  static RandomSource of(long seed, String path, String purpose) {
    throw new UnsupportedOperationException("arrives with the random ops");
  }
}
