package org.espalier.dsl.random;

/** Numbers of one random stream on the JVM. */
public interface RandomSource {
  /** Uniform in [0, 1). */
  double nextUniform();

  /** Standard normal. */
  double nextGaussian();
}
