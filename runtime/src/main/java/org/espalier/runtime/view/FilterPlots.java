package org.espalier.runtime.view;

import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.plot.Filters;
import org.espalier.runtime.plot.Plot;

/** The kernels of a snapshot's convolutions as images. */
public final class FilterPlots {
  private FilterPlots() {}

  /** Names of the steps that have filters, in order. */
  public static List<String> steps(Network network) {
    return network.steps().stream()
        .filter(s -> s.layer() instanceof Conv2d)
        .map(Step::name)
        .toList();
  }

  /**
   * One image for each filter of a convolution; see {@link Filters}.
   *
   * @throws EspalierException when no convolution has that name, with those there are
   * @throws IllegalArgumentException when it has more than {@link Filters#MOST} filters
   */
  public static Plot of(Snapshot snapshot, String step) {
    Network network = snapshot.network();
    List<String> known = steps(network);
    if (!known.contains(step)) {
      throw new EspalierException(
          "network '"
              + network.name()
              + "' has no convolution '"
              + step
              + "'"
              + Near.hint(step, known)
              + "; there are "
              + known);
    }
    String path = network.name() + "/" + network.step(step).orElseThrow().weights();
    Tensor kernel = snapshot.array(path + "/kernel");
    long[] d = kernel.dims();
    return Filters.plot(
        "Filters of " + path, kernel.toFloats(), (int) d[0], (int) d[1], (int) d[2], (int) d[3]);
  }
}
