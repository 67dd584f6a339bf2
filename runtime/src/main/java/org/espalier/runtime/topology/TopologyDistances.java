package org.espalier.runtime.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.Links;
import org.espalier.dsl.topology.LayerDistance;
import org.espalier.dsl.topology.Nnstd;
import org.espalier.dsl.topology.NnstdOptions;
import org.espalier.dsl.topology.WiredLayer;
import org.espalier.dsl.topology.Wiring;
import org.espalier.runtime.experiment.Between;

/**
 * How far the wirings of two networks are apart, in [0, 1], as {@link Nnstd} has it: {@code
 * nnstd/net/fc1/kernel} for each parameter that is masked or stored by its links in either network,
 * by the first one's path, and {@code nnstd}, their mean. Layers that cannot but be dense are
 * matched too, but do not count.
 *
 * @param options how wirings are compared
 */
public record TopologyDistances(NnstdOptions options) implements Between {
  private static final String NAME = "nnstd";

  /** As published. */
  public TopologyDistances() {
    this(NnstdOptions.PUBLISHED);
  }

  /**
   * The distances.
   *
   * @throws EspalierException when no layer of either has a topology that can be another, or layers
   *     are not of equal number and width, see {@link NnstdOptions#withPadding}
   */
  @Override
  public Map<String, Double> of(Snapshot first, Snapshot second) {
    Wiring one = Wiring.of(first);
    Wiring other = Wiring.of(second);
    List<LayerDistance> layers = Nnstd.distance(one, other, options).layers();
    Map<String, Double> distances = new LinkedHashMap<>();
    for (int k = 0; k < layers.size(); k++) {
      if (sparse(first, one.distinct().get(k)) || sparse(second, other.distinct().get(k))) {
        distances.put(NAME + "/" + layers.get(k).path(), layers.get(k).distance());
      }
    }
    distances.put(NAME, mean(distances, one));
    return distances;
  }

  private static boolean sparse(Snapshot snapshot, WiredLayer layer) {
    return Links.canChange(snapshot, layer.path());
  }

  private static double mean(Map<String, Double> distances, Wiring wiring) {
    return distances.values().stream()
        .mapToDouble(d -> d)
        .average()
        .orElseThrow(
            () ->
                new EspalierException(
                    "networks '"
                        + wiring.network()
                        + "' have no topologies to compare: none of "
                        + wiring.distinct().stream().map(WiredLayer::path).toList()
                        + " is masked or stored by its links; train"
                        + " Sparsity.erdosRenyi(0.1).on(network), or parametrize one with"
                        + " new Masked(0.1)"));
  }

  /** The mean over layers alone. */
  double mean(Snapshot first, Snapshot second) {
    return of(first, second).get(NAME);
  }
}
