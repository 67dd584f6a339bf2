package org.espalier.dsl.coding;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.espalier.dsl.error.Check;

/**
 * What a sample costs in bits as it is, and as codes plus what they leave unexplained; a
 * reconstruction, used to decide depth.
 *
 * @param bitsRaw bits a sample, each input by itself
 * @param bitsCoded bits a sample of the codes and of the residual, taken as Gaussian
 */
public record DescriptionLength(double bitsRaw, double bitsCoded) {
  /** The usual step of quantisation. */
  public static final double STEP = 0.25;

  /** 1 − coded/raw: the share of bits saved; negative where coding costs more, 0 without bits. */
  public double gain() {
    return bitsRaw == 0 ? 0 : 1 - bitsCoded / bitsRaw;
  }

  /**
   * Measures.
   *
   * @param x [samples][inputs], standardised per input
   * @param dictionary [inputs][atoms]
   * @param codes [samples][atoms]
   * @param step of quantisation, &gt; 0
   */
  public static DescriptionLength of(
      double[][] x, double[][] dictionary, double[][] codes, double step) {
    Check.positive("step", step);
    Check.that(x.length == codes.length, "%d samples, codes of %d", x.length, codes.length);
    double raw = 0;
    for (int i = 0; i < x[0].length; i++) raw += bits(x, i, step);
    double coded = 0;
    for (int j = 0; j < codes[0].length; j++) coded += bits(codes, j, step);
    double[][] residual = residual(x, dictionary, codes);
    for (int i = 0; i < x[0].length; i++) coded += gaussian(residual, i, step);
    return new DescriptionLength(raw, coded);
  }

  private static double[][] residual(double[][] x, double[][] dictionary, double[][] codes) {
    DMatrixRMaj residual = new DMatrixRMaj(x);
    CommonOps_DDRM.multAddTransB(-1, new DMatrixRMaj(codes), new DMatrixRMaj(dictionary), residual);
    double[][] rows = new double[x.length][];
    int inputs = x[0].length;
    for (int s = 0; s < rows.length; s++) {
      rows[s] = Arrays.copyOfRange(residual.data, s * inputs, (s + 1) * inputs);
    }
    return rows;
  }

  /** Entropy of a column's values rounded to whole steps. */
  private static double bits(double[][] values, int column, double step) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.floor(values[i][column] / step + 0.5) + 0.0;
    }
    Arrays.sort(rounded);
    double bits = 0;
    for (int from = 0, to; from < rounded.length; from = to) {
      to = from + 1;
      while (to < rounded.length && rounded[to] == rounded[from]) to++;
      double share = (to - from) / (double) rounded.length;
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  /** Of a Gaussian of the column's variance; nothing for less than a step of noise. */
  private static double gaussian(double[][] values, int column, double step) {
    double mean = 0;
    for (double[] row : values) mean += row[column] / values.length;
    double square = 0;
    for (double[] row : values) square += (row[column] - mean) * (row[column] - mean);
    double variance = square / values.length;
    return Math.max(0, 0.5 * Math.log(variance / (step * step / 12)) / Math.log(2));
  }
}
