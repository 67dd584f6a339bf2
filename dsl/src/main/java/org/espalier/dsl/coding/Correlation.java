package org.espalier.dsl.coding;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Correlations between columns. */
final class Correlation {
  private Correlation() {}

  /** [units, units]; a column that does not vary correlates with itself only. */
  static DMatrixRMaj of(double[][] samples) {
    int units = samples[0].length;
    DMatrixRMaj z = new DMatrixRMaj(samples.length, units);
    for (int j = 0; j < units; j++) standardise(samples, j, z);
    DMatrixRMaj correlation = new DMatrixRMaj(units, units);
    CommonOps_DDRM.multInner(z, correlation);
    for (int j = 0; j < units; j++) correlation.set(j, j, 1);
    return correlation;
  }

  private static void standardise(double[][] samples, int column, DMatrixRMaj into) {
    double mean = 0;
    for (double[] row : samples) mean += row[column] / samples.length;
    double square = 0;
    for (double[] row : samples) square += (row[column] - mean) * (row[column] - mean);
    double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (int i = 0; i < samples.length; i++) {
      into.set(i, column, (samples[i][column] - mean) * scale);
    }
  }
}
