package org.espalier.dsl.coding;

import org.espalier.dsl.tensor.Tensor;

/**
 * One layer of a learned structure: z = max(0, (D ⊙ M)ᵀ·x + bias), where x is what the affine map
 * gives.
 *
 * @param affine of the layer's input
 * @param dictionary D, float32 [inputs, units]; units of one group stand together
 * @param mask M, float32 [inputs, units] of zeros and ones
 * @param bias float32 [units], −λ
 * @param groupSize units in an invariance group
 */
public record LearnedLayer(
    Affine affine, Tensor dictionary, Tensor mask, Tensor bias, int groupSize) {
  /** Number of units. */
  public int units() {
    return (int) bias.dims()[0];
  }

  /** Number of inputs. */
  public int inputs() {
    return (int) dictionary.dims()[0];
  }

  /** Links kept / all. */
  public double density() {
    float[] links = mask.toFloats();
    double kept = 0;
    for (float link : links) kept += link;
    return kept / links.length;
  }
}
