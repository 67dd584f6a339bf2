package org.espalier.tf.lowering;

import java.util.List;

/** The library's families of lowerings, one line each. */
final class Families {
  /**
   * All families.
   *
   * @param unroll rounds up to which a loop is unrolled
   */
  static List<LoweringProvider> all(int unroll) {
    return List.of(
        new SourceLowerings(),
        new ElementwiseLowerings(),
        new MovementLowerings(),
        new MatrixLowerings(),
        new LinkedLowerings(),
        new ReductionLowerings(),
        new OptimizerLowerings(),
        new ConvolutionLowerings(),
        new PoolLowerings(),
        new NnLowerings(),
        new RandomLowerings(),
        new ArrayLowerings(),
        new LoopLowerings(unroll));
  }

  private Families() {}
}
