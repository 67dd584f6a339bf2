package org.espalier.dsl.random;

import org.espalier.dsl.error.Check;

/**
 * Numbers of one random stream on the JVM, drawn one after another: for initializers, shuffling,
 * structure passes. The numbers of a stream are the same on every JVM.
 */
public interface RandomSource {
  /** The stream of a seed and a purpose; see {@link Streams#derive}. */
  static RandomSource of(long seed, String... parts) {
    return new PhiloxSource(Streams.derive(seed, parts));
  }

  /** Uniform in [0, 1), a multiple of 2^−52. */
  double nextUniform();

  /** Standard normal. */
  double nextGaussian();

  /** Standard normal, drawn again until it lies within two standard deviations. */
  default double nextTruncatedGaussian() {
    double x = nextGaussian();
    while (Math.abs(x) >= 2) x = nextGaussian();
    return x;
  }

  /** Uniform in 0..bound−1 ({@code bound} ≥ 1), even up to bound/2^52. */
  default int nextInt(int bound) {
    return (int) (nextUniform() * Check.positive("bound", bound));
  }

  /** {@code count} uniform numbers. */
  default double[] uniforms(int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) out[i] = nextUniform();
    return out;
  }

  /** {@code count} standard normal numbers. */
  default double[] gaussians(int count) {
    double[] out = new double[count];
    for (int i = 0; i < count; i++) out[i] = nextGaussian();
    return out;
  }

  /** The numbers 0..count−1 in random order, each order as likely (Fisher and Yates). */
  default int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
