package org.espalier.dsl.init;

import java.util.Arrays;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.hipparchus.util.FastMath;

/**
 * Preferential-attachment rewiring of a matrix [outputs, inputs]: every row in turn keeps its
 * weights, but the more a column has collected in the rows above, the likelier it gets the smaller
 * of them; then the same over the columns. The sums of rows and columns end up varying less, the
 * multiset of all weights stays. Source: Scabini, De Baets and Bruno, arXiv:2207.08148.
 */
public final class Rewiring {
  private static final int BLOCK = 32;

  private Rewiring() {}

  /**
   * A rewired copy.
   *
   * @param matrix [outputs, inputs], finite
   * @param uniforms1 of the pass over outputs, [outputs, inputs], in (0, 1]; row 0 is not used
   * @param uniforms2 of the pass over inputs, [inputs, outputs], in (0, 1]; row 0 is not used
   */
  public static Nd rewire(Nd matrix, Nd uniforms1, Nd uniforms2) {
    int outputs = rows(matrix);
    int inputs = (int) matrix.dims()[1];
    requireShape("uniforms1", uniforms1, outputs, inputs);
    requireShape("uniforms2", uniforms2, inputs, outputs);
    double[] kernel = new double[matrix.size()];
    transpose(matrix.data(), 0, inputs, outputs, inputs, kernel, 0, outputs);
    rewire(kernel, inputs, outputs, 0, outputs, row(uniforms1), row(uniforms2));
    Nd rewired = Nd.zeros(outputs, inputs);
    transpose(kernel, 0, outputs, inputs, outputs, rewired.data(), 0, inputs);
    return rewired;
  }

  /** A copy after the pass over outputs alone, with the same arguments as {@link #rewire}. */
  public static Nd firstPass(Nd matrix, Nd uniforms1) {
    int outputs = rows(matrix);
    int inputs = (int) matrix.dims()[1];
    requireShape("uniforms1", uniforms1, outputs, inputs);
    Nd rewired = new Nd(matrix.dims(), matrix.data().clone());
    new AttachmentPass(inputs).run(rewired.data(), 0, inputs, outputs, row(uniforms1));
    return rewired;
  }

  /** A row with its i-th smallest weight at place {@code targets[i]}. */
  public static double[] placed(double[] row, int[] targets) {
    double[] sorted = row.clone();
    double[] out = new double[row.length];
    place(sorted, targets, out, 0);
    return out;
  }

  /** Sorts {@code row} and puts its i-th smallest weight at {@code out[from + targets[i]]}. */
  static void place(double[] row, int[] targets, double[] out, int from) {
    Arrays.sort(row);
    for (int i = 0; i < row.length; i++) out[from + targets[i]] = row[i];
  }

  /**
   * Rewires a kernel where it lies; the last axis is the outputs, all others together the inputs.
   *
   * @param kernel [in, out] or [height, width, in, out], finite
   * @param groups equal parts of the last axis, each rewired alone
   */
  static void rewire(Nd kernel, int groups, RandomSource random) {
    int outputs = (int) kernel.dims()[kernel.rank() - 1];
    int inputs = kernel.size() / outputs;
    requireFinite(kernel);
    AttachmentPass.Uniforms uniforms = AttachmentPass.Uniforms.of(random);
    int part = outputs / groups;
    for (int g = 0; g < groups; g++) {
      rewire(kernel.data(), inputs, outputs, g * part, part, uniforms, uniforms);
    }
  }

  /**
   * The pass over outputs reads whole columns of the kernel [in, out], so it works on a transposed
   * copy; the pass over inputs works in place.
   */
  private static void rewire(
      double[] kernel,
      int inputs,
      int stride,
      int from,
      int outputs,
      AttachmentPass.Uniforms first,
      AttachmentPass.Uniforms second) {
    double[] rows = new double[outputs * inputs];
    transpose(kernel, from, stride, inputs, outputs, rows, 0, inputs);
    new AttachmentPass(inputs).run(rows, 0, inputs, outputs, first);
    transpose(rows, 0, inputs, outputs, inputs, kernel, from, stride);
    new AttachmentPass(outputs).run(kernel, from, stride, inputs, second);
  }

  /**
   * How likely each column is chosen next: its strength plus the least strength's magnitude plus 1,
   * over the sum of these. All are positive.
   */
  public static double[] probabilities(double... strengths) {
    double[] out = new double[strengths.length];
    probabilities(strengths, out);
    return out;
  }

  static void probabilities(double[] strengths, double[] out) {
    double least = Double.POSITIVE_INFINITY;
    for (double s : strengths) least = Math.min(least, s);
    double shift = Math.abs(least) + 1;
    double sum = 0;
    for (double s : strengths) sum += s + shift;
    for (int i = 0; i < out.length; i++) out[i] = (strengths[i] + shift) / sum;
  }

  /**
   * Draws all columns one after another without replacement: the order of −log(uᵢ)/pᵢ, which has
   * the same law.
   *
   * @param uniforms in (0, 1], one a column
   * @return columns, the one drawn first first
   */
  public static int[] order(double[] probabilities, double[] uniforms) {
    double[] keys = uniforms.clone();
    keys(probabilities, keys);
    return new KeyOrder(keys.length).of(keys);
  }

  /**
   * Turns uniform numbers into keys; of a library in Java, so that bits are the same everywhere.
   */
  static void keys(double[] probabilities, double[] uniforms) {
    for (int i = 0; i < uniforms.length; i++) {
      uniforms[i] = -FastMath.log(uniforms[i]) / probabilities[i];
    }
  }

  private static AttachmentPass.Uniforms row(Nd uniforms) {
    return (row, out) -> System.arraycopy(uniforms.data(), row * out.length, out, 0, out.length);
  }

  /** Block by block, so that both sides stay in the cache. */
  static void transpose(
      double[] a, int fromA, int strideA, int rows, int cols, double[] b, int fromB, int strideB) {
    for (int r0 = 0; r0 < rows; r0 += BLOCK) {
      for (int c0 = 0; c0 < cols; c0 += BLOCK) {
        int r1 = Math.min(rows, r0 + BLOCK);
        int c1 = Math.min(cols, c0 + BLOCK);
        for (int r = r0; r < r1; r++) {
          int at = fromA + r * strideA;
          for (int c = c0; c < c1; c++) b[fromB + c * strideB + r] = a[at + c];
        }
      }
    }
  }

  private static int rows(Nd matrix) {
    Check.that(matrix.rank() == 2, "a matrix [outputs, inputs] is rewired, got %s", matrix);
    requireFinite(matrix);
    return (int) matrix.dims()[0];
  }

  private static void requireShape(String name, Nd nd, long rows, long columns) {
    boolean fits = nd.rank() == 2 && nd.dims()[0] == rows && nd.dims()[1] == columns;
    Check.that(fits, "%s must be [%d, %d], got %s", name, rows, columns, nd);
  }

  private static void requireFinite(Nd weights) {
    for (int i = 0; i < weights.size(); i++) {
      double w = weights.data()[i];
      if (Double.isFinite(w)) continue;
      throw new EspalierException(
          "only finite weights can be rewired, but number "
              + i
              + " of "
              + Arrays.toString(weights.dims())
              + " is "
              + w
              + "; look at the base initializer");
    }
  }
}
