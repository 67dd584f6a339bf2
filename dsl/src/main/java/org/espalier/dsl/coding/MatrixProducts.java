package org.espalier.dsl.coding;

import java.util.Arrays;

/** Products of small matrices on the JVM. */
record MatrixProducts(double[][] usage, double[][] meeting, double[][] atoms)
    implements AtomSweep.Products {
  @Override
  public double[][] residual(int from, int to) {
    double[][] residual = new double[to - from][];
    for (int j = from; j < to; j++) {
      double[] row = meeting[j].clone();
      for (int l = 0; l < atoms.length; l++) {
        for (int i = 0; i < row.length; i++) row[i] -= usage[j][l] * atoms[l][i];
      }
      residual[j - from] = row;
    }
    return residual;
  }

  @Override
  public double[][] usage(int from, int to) {
    double[][] part = new double[to - from][];
    for (int j = from; j < to; j++) part[j - from] = Arrays.copyOfRange(usage[j], from, to);
    return part;
  }

  @Override
  public void replace(int from, double[][] replaced) {
    for (int j = 0; j < replaced.length; j++) atoms[from + j] = replaced[j];
  }
}
