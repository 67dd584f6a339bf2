package org.espalier.dsl.topology;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;

/**
 * Neural network sparse topology distance: how differently two sparse networks are wired, however
 * their hidden units are numbered. The distance of two units is the share of their inputs that only
 * one of them has, |G Δ H| / |G ∪ H|; units of a layer are matched one to one such that the mean is
 * least; the next layer is compared with its sources renumbered by that matching. Source: Liu et
 * al., arXiv:2006.14085.
 *
 * <p>A first layer's distance is the least one. Where its matching has ties, those of later layers
 * depend on which was taken, so that the distance is not exactly symmetric, and no metric; {@link
 * LayerDistance#unique} tells. Comparing costs O(units²·sources/64) and solving O(units³) at worst,
 * and 8 bytes for each pair of units of one layer.
 *
 * <p><b>Ours:</b> a filter is a unit whose inputs are its taps (row, column, channel), of which the
 * channels are renumbered; where branches meet in a sum, its first branch renumbers; layers that
 * share a parameter count once.
 */
public final class Nnstd {
  private Nnstd() {}

  /** Of two networks, as published. */
  public static TopologyDistance distance(Snapshot a, Snapshot b) {
    return distance(a, b, NnstdOptions.PUBLISHED);
  }

  /**
   * Of two networks.
   *
   * @throws EspalierException when their layers are not of equal number and width, see {@link
   *     NnstdOptions#withPadding}
   */
  public static TopologyDistance distance(Snapshot a, Snapshot b, NnstdOptions options) {
    return distance(Wiring.of(a), Wiring.of(b), options);
  }

  /** Of two chains of masks, as published; see {@link Wiring#of(List)}. */
  public static TopologyDistance distance(List<Nd> a, List<Nd> b) {
    return distance(a, b, NnstdOptions.PUBLISHED);
  }

  /** Of two chains of masks; see {@link Wiring#of(List)}. */
  public static TopologyDistance distance(List<Nd> a, List<Nd> b, NnstdOptions options) {
    return distance(Wiring.of(a), Wiring.of(b), options);
  }

  /** Of two wirings. */
  public static TopologyDistance distance(Wiring a, Wiring b, NnstdOptions options) {
    return new NnstdRun(a, b, options).distance();
  }

  /**
   * Distances of all pairs: [i][j] = [j][i] is the one from i to j for i &lt; j, on all cores.
   *
   * @return a symmetric matrix with zeros on its diagonal
   */
  public static double[][] pairwise(List<Wiring> wirings, NnstdOptions options) {
    int n = wirings.size();
    double[][] all = new double[n][n];
    IntStream.range(0, n * n)
        .parallel()
        .filter(p -> p / n < p % n)
        .forEach(
            p -> {
              double d = distance(wirings.get(p / n), wirings.get(p % n), options).mean();
              all[p / n][p % n] = d;
              all[p % n][p / n] = d;
            });
    return all;
  }

  /** Distances of all pairs of networks, as published. */
  public static double[][] pairwise(List<Snapshot> snapshots) {
    return pairwise(snapshots.stream().map(Wiring::of).toList(), NnstdOptions.PUBLISHED);
  }
}
