package org.espalier.runtime.experiment;

/**
 * {@code sparse}: SET and RigL against a dense and a static sparse net of three hidden layers, on
 * MNIST, or the built-in digits where no data lie, for equal epochs. After Mocanu et al.,
 * arXiv:1707.04780, whose net is 784-1000-1000-1000-10; here hidden layers have 500 units and 40
 * epochs, with {@code full} 1000 and 100. Their augmentation, SReLU and dropout are left out.
 */
public final class SparseExperiment implements NamedExperiment {
  @Override
  public String name() {
    return "sparse";
  }

  @Override
  public String summary() {
    return "MNIST mlp: SET and RigL against dense and static sparse, ε = 20, equal epochs";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    String data = DigitsAtHand.spec();
    int width = full ? 1000 : 500;
    return SparseGrid.of(
        full ? "sparse-full" : "sparse",
        data,
        new long[] {28, 28, 1},
        new int[] {width, width, width},
        full ? 100 : 40,
        seeds);
  }

  @Override
  public ResultTable judged(ResultTable results) {
    return results.trainedFrom(0.5);
  }

  @Override
  public String compared() {
    return SparseGrid.compared();
  }
}
