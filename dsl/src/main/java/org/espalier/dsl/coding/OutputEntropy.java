package org.espalier.dsl.coding;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.espalier.dsl.error.Check;

/**
 * How much the outputs of a layer say, in infomax form: each response is squashed by the Laplace
 * distribution function of its own scale, so that a response with the sparse prior fills (0, 1)
 * evenly. That entropy is what the paper maximises; this estimator of it is a reconstruction.
 *
 * @param units entropy of each unit relative to even bins, in nats, ≤ 0; 0 when the response is
 *     Laplace-distributed, about −0.04 when it is Gaussian, and 0 by definition for a unit that
 *     always answers 0
 * @param mean of the units
 * @param dependence ln det(corr(S) + 0.001·I) / (2·units), in nats, ≤ 0 but for that 0.001: what
 *     linear dependence between units takes away
 */
public record OutputEntropy(double[] units, double mean, double dependence) {
  /** Bins of (0, 1). */
  public static final int BINS = 32;

  private static final double RIDGE = 1e-3;

  /** Mean and dependence together, in nats per unit. */
  public double score() {
    return mean + dependence;
  }

  /**
   * Of responses s = D_jᵀx before the threshold.
   *
   * @param responses [samples][units], at least one of each
   */
  public static OutputEntropy of(double[][] responses) {
    Check.that(responses.length > 0, "output entropy needs at least one sample");
    int units = responses[0].length;
    double[] each = new double[units];
    double[] column = new double[responses.length];
    for (int j = 0; j < units; j++) {
      for (int i = 0; i < column.length; i++) column[i] = responses[i][j];
      each[j] = unit(column);
    }
    return new OutputEntropy(each, Arrays.stream(each).average().orElse(0), dependence(responses));
  }

  /** Of the responses of one unit. */
  public static double unit(double[] responses) {
    double scale = Arrays.stream(responses).map(Math::abs).average().orElse(0);
    if (scale == 0) return 0;
    double[] squashed = Arrays.stream(responses).map(s -> laplace(s / scale)).toArray();
    return HistogramEntropy.nats(squashed, 0, 1, BINS) - Math.log(BINS);
  }

  /** Distribution function of the Laplace law of scale 1. */
  private static double laplace(double x) {
    return x < 0 ? 0.5 * Math.exp(x) : 1 - 0.5 * Math.exp(-x);
  }

  private static double dependence(double[][] responses) {
    DMatrixRMaj correlation = Correlation.of(responses);
    int units = correlation.numRows;
    for (int j = 0; j < units; j++) correlation.add(j, j, RIDGE);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(units, true);
    if (!cholesky.decompose(correlation)) return Double.NEGATIVE_INFINITY;
    DMatrixRMaj lower = cholesky.getT(null);
    double sum = 0;
    for (int j = 0; j < units; j++) sum += Math.log(lower.get(j, j));
    return sum / units;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputEntropy e
        && mean == e.mean
        && dependence == e.dependence
        && Arrays.equals(units, e.units);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(units);
  }

  @Override
  public String toString() {
    return "output entropy " + mean + " nats, dependence " + dependence;
  }
}
