package org.espalier.dsl.random;

import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * Numbers made from the words of {@link Philox} exactly as TensorFlow's stateless kernels make
 * them: element i takes the words of one fixed place, so any part of a sequence can be had alone.
 * 64-bit types take two words an element, others one. Logarithm, sine and cosine are {@link
 * StrictMath}'s.
 */
public final class Draws {
  private static final double LEAST = 1e-7;
  private static final float LEAST_FLOAT = 1e-7f;

  private Draws() {}

  /**
   * Uniform in [0, 1), multiples of 2^−52 for float64, 2^−23 for float32, 2^−10 for float16, 2^−7
   * for bfloat16.
   *
   * @param from number of the first element
   */
  public static void uniform(Philox philox, DType dtype, long from, double[] out) {
    int[] words = new int[4];
    if (dtype == DType.FLOAT64) {
      for (int i = 0; i < out.length; i++) {
        long at = from + i;
        if (i == 0 || at % 2 == 0) philox.block(at / 2, words);
        int w = (int) (at % 2) * 2;
        out[i] = fraction(words[w], words[w + 1]);
      }
      return;
    }
    int bits =
        switch (dtype) {
          case FLOAT32 -> 23;
          case FLOAT16 -> 10;
          case BFLOAT16 -> 7;
          default -> throw new IllegalArgumentException("uniform numbers are floats, not " + dtype);
        };
    for (int i = 0; i < out.length; i++) {
      long at = from + i;
      if (i == 0 || at % 4 == 0) philox.block(at / 4, words);
      out[i] = low(bits, words[(int) (at % 4)]);
    }
  }

  private static double low(int bits, int word) {
    return (word & ((1 << bits) - 1)) / (double) (1 << bits);
  }

  private static double fraction(int upper, int lower) {
    return ((upper & 0xfffffL) << 32 | Integer.toUnsignedLong(lower)) * 0x1p-52;
  }

  /** Standard normal by Box and Muller's sine and cosine, from element 0 on. */
  public static double[] normal(Philox philox, DType dtype, int count) {
    double[] out = new double[count];
    int[] words = new int[4];
    boolean wide = dtype == DType.FLOAT64;
    for (int i = 0; i < count; i += 2) {
      double[] pair;
      if (wide) {
        philox.block(i / 2, words);
        pair = wide(fraction(words[0], words[1]), fraction(words[2], words[3]));
      } else {
        if (i % 4 == 0) philox.block(i / 4, words);
        pair = narrow((float) low(23, words[i % 4]), (float) low(23, words[i % 4 + 1]));
      }
      out[i] = pair[0];
      if (i + 1 < count) out[i + 1] = pair[1];
    }
    boolean half = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    return half ? Tensor.of(dtype, Nd.of(out)).toNd().data() : out;
  }

  private static double[] wide(double u, double v) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(Math.max(u, LEAST)));
    double angle = 2 * Math.PI * v;
    return new double[] {StrictMath.sin(angle) * radius, StrictMath.cos(angle) * radius};
  }

  private static double[] narrow(float u, float v) {
    float log = (float) StrictMath.log(Math.max(u, LEAST_FLOAT));
    float radius = (float) StrictMath.sqrt(-2f * log);
    float angle = (float) (2 * Math.PI * v);
    float sine = (float) StrictMath.sin(angle);
    float cosine = (float) StrictMath.cos(angle);
    return new double[] {sine * radius, cosine * radius};
  }

  /**
   * Whole numbers in [low, high): the words modulo the range, so even up to range/2^32 or /2^64.
   */
  public static double[] integers(Philox philox, DType dtype, long low, long high, int count) {
    double[] out = new double[count];
    int[] words = new int[4];
    long range = high - low;
    boolean wide = dtype == DType.INT64;
    for (int i = 0; i < count; i++) {
      int w = wide ? i % 2 * 2 : i % 4;
      if (w == 0) philox.block(wide ? i / 2 : i / 4, words);
      long word = Integer.toUnsignedLong(words[w]);
      if (wide) word |= (long) words[w + 1] << 32;
      out[i] = low + Long.remainderUnsigned(word, range);
    }
    return out;
  }
}
