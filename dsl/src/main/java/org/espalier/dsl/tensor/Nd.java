package org.espalier.dsl.tensor;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.espalier.dsl.error.EspalierException;

/**
 * A dense array of doubles in row-major order: what evaluation on the JVM computes with. Integers
 * are held exactly up to 2^53, truth values as 0 and 1. The data is not copied: whoever makes one
 * gives it away.
 *
 * @param dims sizes, outermost first
 * @param data elements; length is the product of the sizes
 */
public record Nd(long[] dims, double[] data) {
  public Nd {
    if (count(dims) != data.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(dims) + " holds " + count(dims) + ", got " + data.length);
    }
  }

  /** One number. */
  public static Nd scalar(double value) {
    return new Nd(new long[0], new double[] {value});
  }

  /** A vector. */
  public static Nd of(double... values) {
    return new Nd(new long[] {values.length}, values);
  }

  /** Zeros. */
  public static Nd zeros(long... dims) {
    return new Nd(dims, new double[count(dims)]);
  }

  /** One value everywhere. */
  public static Nd filled(double value, long... dims) {
    Nd nd = zeros(dims);
    Arrays.fill(nd.data, value);
    return nd;
  }

  /**
   * Number of elements of a shape.
   *
   * @throws EspalierException when they are more than one array holds, 2³¹ − 1
   */
  public static int count(long... dims) {
    try {
      long n = 1;
      for (long d : dims) n = Math.multiplyExact(n, d);
      return Math.toIntExact(n);
    } catch (ArithmeticException e) {
      throw new EspalierException(
          Arrays.toString(dims)
              + " has more elements than one array holds, which is 2^31 - 1; split it into several",
          e);
    }
  }

  /** Row-major strides of a shape. */
  public static int[] strides(long... dims) {
    int[] strides = new int[dims.length];
    int s = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = s;
      s *= (int) dims[i];
    }
    return strides;
  }

  /** Number of elements. */
  public int size() {
    return data.length;
  }

  /** Number of axes. */
  public int rank() {
    return dims.length;
  }

  /** The single element. */
  public double item() {
    if (data.length != 1) throw new IllegalStateException(this + " is not one number");
    return data[0];
  }

  /** The same elements in another shape of equal size. */
  public Nd reshape(long... other) {
    return new Nd(other, data);
  }

  /** A new array of {@code f} of every element. */
  public Nd map(DoubleUnaryOperator f) {
    return new Nd(dims, Arrays.stream(data).map(f).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Nd nd && Arrays.equals(dims, nd.dims) && Arrays.equals(data, nd.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dims) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    String text = Arrays.toString(data.length <= 16 ? data : Arrays.copyOf(data, 16));
    return "Nd" + Arrays.toString(dims) + (data.length <= 16 ? text : text.replace("]", ", …]"));
  }
}
