package org.espalier.runtime.experiment;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code sparse-cifar}: the same as {@link SparseExperiment} on CIFAR-10, or what there is of it
 * under ESPALIER_DATA; on the built-in digits where no data lie. The published net is
 * 3072-4000-1000-4000-10; here hidden layers have 800, 200 and 800 units and 60 epochs, with {@code
 * full} the published ones and 200.
 */
public final class SparseCifarExperiment implements NamedExperiment {
  @Override
  public String name() {
    return "sparse-cifar";
  }

  @Override
  public String summary() {
    return "CIFAR-10 mlp: SET and RigL against dense and static sparse, ε = 20, equal epochs";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    String told = System.getenv("ESPALIER_DATA");
    Path pictures = told == null ? null : Path.of(told).resolve("cifar10-small");
    boolean there = pictures != null && Files.isDirectory(pictures);
    return SparseGrid.of(
        full ? "sparse-cifar-full" : "sparse-cifar",
        there ? "cifar10:" + pictures : DigitsAtHand.spec(),
        there ? new long[] {32, 32, 3} : new long[] {28, 28, 1},
        full ? new int[] {4000, 1000, 4000} : new int[] {800, 200, 800},
        full ? 200 : 60,
        seeds);
  }

  @Override
  public ResultTable judged(ResultTable results) {
    return results.trainedFrom(0.2);
  }

  @Override
  public String compared() {
    return SparseGrid.compared();
  }
}
