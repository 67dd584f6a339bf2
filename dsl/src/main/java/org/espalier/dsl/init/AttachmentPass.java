package org.espalier.dsl.init;

import java.util.Arrays;
import org.espalier.dsl.random.RandomSource;

/** One pass of preferential attachment over the rows of a matrix. */
final class AttachmentPass {
  /** Where a pass has its uniform numbers from. */
  interface Uniforms {
    /** Writes the numbers of a row, in (0, 1]. */
    void fill(int row, double[] out);

    /** Drawn as they are asked for. */
    static Uniforms of(RandomSource random) {
      return (row, out) -> {
        for (int i = 0; i < out.length; i++) out[i] = 1 - random.nextUniform();
      };
    }
  }

  private final double[] strengths;
  private final double[] chances;
  private final double[] keys;
  private final double[] sorted;
  private final KeyOrder order;

  AttachmentPass(int columns) {
    strengths = new double[columns];
    chances = new double[columns];
    keys = new double[columns];
    sorted = new double[columns];
    order = new KeyOrder(columns);
  }

  /** Rewires {@code rows} rows of {@code w}; row r begins at {@code from + r·stride}. */
  void run(double[] w, int from, int stride, int rows, Uniforms uniforms) {
    Arrays.fill(strengths, 0);
    for (int r = 1; r < rows; r++) {
      int above = from + (r - 1) * stride;
      for (int c = 0; c < strengths.length; c++) strengths[c] += w[above + c];
      Rewiring.probabilities(strengths, chances);
      uniforms.fill(r, keys);
      Rewiring.keys(chances, keys);
      int[] targets = order.of(keys);
      System.arraycopy(w, above + stride, sorted, 0, sorted.length);
      Rewiring.place(sorted, targets, w, above + stride);
    }
  }
}
