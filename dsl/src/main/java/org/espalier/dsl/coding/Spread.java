package org.espalier.dsl.coding;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Means and variances of features, gathered from sums over all samples.
 *
 * @param mean [features]
 * @param variance [features], biased
 * @param covariance [features, features], or null where nobody asked for it
 */
public record Spread(double[] mean, double[] variance, DMatrixRMaj covariance) {
  /**
   * From sums.
   *
   * @param sums of each feature
   * @param products sums of squares [features], or of products of two features [features·features]
   */
  public static Spread of(double[] sums, double[] products, long samples) {
    int features = sums.length;
    double[] mean = Arrays.stream(sums).map(s -> s / samples).toArray();
    double[] variance = new double[features];
    if (products.length == features) {
      for (int i = 0; i < features; i++) {
        variance[i] = Math.max(0, products[i] / samples - mean[i] * mean[i]);
      }
      return new Spread(mean, variance, null);
    }
    DMatrixRMaj covariance = new DMatrixRMaj(features, features);
    for (int i = 0; i < features; i++) {
      for (int j = 0; j < features; j++) {
        covariance.set(i, j, products[i * features + j] / samples - mean[i] * mean[j]);
      }
      variance[i] = Math.max(0, covariance.get(i, i));
    }
    return new Spread(mean, variance, covariance);
  }

  /** The same, smaller. */
  public Spread withoutCovariance() {
    return new Spread(mean, variance, null);
  }

  /** One over each standard deviation; 0 for a feature that does not vary. */
  public double[] precision() {
    double most = Arrays.stream(variance).max().orElse(0);
    return Arrays.stream(variance)
        .map(v -> v > 1e-12 * most && v > 0 ? 1 / Math.sqrt(v) : 0)
        .toArray();
  }
}
