package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * How much the strengths of neurons vary: a strength is the sum of a unit's weights. Population
 * variances, summed in float64.
 *
 * @param rows variance of the outputs' strengths: sums over inputs
 * @param columns variance of the inputs' strengths: sums over outputs
 */
public record StrengthVariance(double rows, double columns) {
  /** Of a matrix [outputs, inputs]. */
  public static StrengthVariance of(Nd matrix) {
    Check.that(matrix.rank() == 2, "strengths are those of a matrix, got %s", matrix);
    StrengthVariance transposed = ofKernel(matrix);
    return new StrengthVariance(transposed.columns, transposed.rows);
  }

  /** Of a kernel [in, out] or [height, width, in, out]; the last axis is the outputs. */
  public static StrengthVariance ofKernel(Nd kernel) {
    Check.that(kernel.rank() >= 2, "strengths need two axes or more, got %s", kernel);
    int outputs = (int) kernel.dims()[kernel.rank() - 1];
    int inputs = outputs == 0 ? 0 : kernel.size() / outputs;
    double[] into = new double[outputs];
    double[] from = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      for (int o = 0; o < outputs; o++) {
        double w = kernel.data()[i * outputs + o];
        into[o] += w;
        from[i] += w;
      }
    }
    return new StrengthVariance(variance(into), variance(from));
  }

  /** The mean of both. */
  public double mean() {
    return (rows + columns) / 2;
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double v : values) mean += v / values.length;
    double variance = 0;
    for (double v : values) variance += (v - mean) * (v - mean) / values.length;
    return variance;
  }
}
