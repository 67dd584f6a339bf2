package org.espalier.dsl.coding;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Tensor;

/**
 * Whitening that moves an image least: V·(Λ + ε·v̄·I)^(−1/2)·Vᵀ, where V and Λ are of the
 * covariance and v̄ is the mean variance of a feature, so that ε is meant for data of variance 1
 * whatever the data's own. A constant feature stays finite.
 *
 * @param contrast offset of the contrast normalisation of each sample before it; empty for none
 * @param epsilon ε, &gt; 0
 */
public record Zca(OptionalDouble contrast, double epsilon) implements Preparation {
  public Zca {
    contrast.ifPresent(offset -> Check.positive("contrast", offset));
    Check.positive("epsilon", Check.finite("epsilon", epsilon));
  }

  @Override
  public boolean needsCovariance() {
    return true;
  }

  @Override
  public Affine affine(Spread spread) {
    int features = spread.mean().length;
    double floor = epsilon * Arrays.stream(spread.variance()).average().orElse(0);
    if (floor == 0) floor = epsilon;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(features, true, true);
    if (!eigen.decompose(spread.covariance().copy())) {
      throw new EspalierException(
          "the covariance of the data has no eigenvectors: are there values that are no numbers?");
    }
    double ridge = floor;
    return new Affine(
        Tensor.of(Affine.floats(spread.mean()), features),
        matrix(eigen, v -> 1 / Math.sqrt(Math.max(0, v) + ridge)),
        matrix(eigen, v -> Math.sqrt(Math.max(0, v) + ridge)));
  }

  private static Tensor matrix(
      EigenDecomposition_F64<DMatrixRMaj> eigen, DoubleUnaryOperator power) {
    int n = eigen.getNumberOfEigenvalues();
    DMatrixRMaj scaled = new DMatrixRMaj(n, n);
    for (int e = 0; e < n; e++) {
      double root = Math.sqrt(power.applyAsDouble(eigen.getEigenvalue(e).getReal()));
      DMatrixRMaj vector = eigen.getEigenVector(e);
      for (int i = 0; i < n; i++) scaled.unsafe_set(i, e, root * vector.get(i));
    }
    DMatrixRMaj whole = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multOuter(scaled, whole);
    return Tensor.of(Affine.floats(whole.data), n, n);
  }
}
