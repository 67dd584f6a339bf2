package org.espalier.dsl.coding;

import org.espalier.dsl.tensor.Tensor;

/**
 * (x − mean)·matrix, and the way back.
 *
 * @param mean float32 [features]
 * @param matrix float32 [features, features], or [features] for a diagonal one
 * @param back its inverse, of the same shape; 0 where the matrix is
 */
public record Affine(Tensor mean, Tensor matrix, Tensor back) {
  /** Each feature to mean 0 and variance 1; a constant one to 0. */
  public static Affine standard(Spread spread) {
    int features = spread.mean().length;
    float[] scale = floats(spread.precision());
    float[] back = new float[features];
    for (int i = 0; i < features; i++) back[i] = scale[i] == 0 ? 0 : 1 / scale[i];
    return new Affine(
        Tensor.of(floats(spread.mean()), features),
        Tensor.of(scale, features),
        Tensor.of(back, features));
  }

  /** Whether each feature is only shifted and scaled. */
  public boolean diagonal() {
    return matrix.dims().length == 1;
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
    return floats;
  }
}
