package org.espalier.runtime.topology;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Classical multidimensional scaling: the two leading eigenvectors of the doubly centred squared
 * distances, by the roots of their eigenvalues. Source: Torgerson, Psychometrika 17, 1952.
 */
final class Scaling {
  private Scaling() {}

  /** Places [n][2]; along each axis the one farthest from 0 lies on the positive side. */
  static double[][] plane(double[][] distances) {
    int n = distances.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(centred(distances))) {
      throw new IllegalStateException("the distances have no eigenvectors; are all finite?");
    }
    double[][] places = new double[n][2];
    int first = largest(eigen, -1);
    int second = largest(eigen, first);
    for (int axis = 0; axis < 2; axis++) {
      int k = axis == 0 ? first : second;
      if (k < 0) continue;
      double length = Math.sqrt(Math.max(0, eigen.getEigenvalue(k).getReal()));
      DMatrixRMaj vector = eigen.getEigenVector(k);
      double farthest = 0;
      for (int i = 0; i < n; i++) {
        double v = vector.get(i);
        if (Math.abs(v) > Math.abs(farthest) + 1e-12) farthest = v;
      }
      for (int i = 0; i < n; i++) places[i][axis] = Math.signum(farthest) * length * vector.get(i);
    }
    return places;
  }

  private static DMatrixRMaj centred(double[][] distances) {
    int n = distances.length;
    double[] means = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) means[i] += distances[i][j] * distances[i][j] / n;
      mean += means[i] / n;
    }
    DMatrixRMaj b = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double square = distances[i][j] * distances[i][j];
        b.set(i, j, -0.5 * (square - means[i] - means[j] + mean));
      }
    }
    return b;
  }

  private static int largest(EigenDecomposition_F64<DMatrixRMaj> eigen, int but) {
    int best = -1;
    for (int k = 0; k < eigen.getNumberOfEigenvalues(); k++) {
      if (k == but) continue;
      double value = eigen.getEigenvalue(k).getReal();
      if (best < 0 || value > eigen.getEigenvalue(best).getReal()) best = k;
    }
    return best;
  }
}
