package org.espalier.runtime.experiment.named;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.espalier.dsl.coding.AtomLinks;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.topology.UnitLinks;
import org.espalier.dsl.topology.Wiring;
import org.espalier.runtime.data.PermutedSource;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.Moment;

/**
 * Mean distance in pixels between two links of a unit of the first layer: {@code distance/seen}
 * where the data has the pixels, {@code distance/undone} where they were before the data was
 * permuted, {@code distance/random} of links at random places, as many for each unit.
 *
 * @param permuted seed of {@code permuted:SEED:…}; empty where the data is as it was
 */
public record LinkDistances(OptionalLong permuted) implements Measure {
  @Override
  public Map<String, Double> of(Moment moment) {
    long[] shape = moment.data().train().inputShape();
    boolean[][] links = firstLinks(moment.now(), shape);
    Map<String, Double> distances = new LinkedHashMap<>();
    distances.put("distance/seen", spread(links, shape));
    distances.put("distance/undone", spread(undone(links, shape), shape));
    distances.put("distance/random", spread(AtomLinks.scattered(links, 1), shape));
    return distances;
  }

  private static boolean[][] firstLinks(Snapshot snapshot, long[] shape) {
    UnitLinks first = Wiring.of(snapshot).layers().get(0).links();
    if (shape.length != 3 || first.sources() != shape[0] * shape[1] * shape[2]) {
      throw new EspalierException(
          "distances of links need images [height, width, channels] and a first layer that sees"
              + " every pixel; got samples "
              + Arrays.toString(shape)
              + " and a layer of "
              + first.sources()
              + " inputs");
    }
    boolean[][] links = new boolean[first.units()][first.sources()];
    for (int j = 0; j < links.length; j++) {
      for (int i = first.starts()[j]; i < first.starts()[j + 1]; i++) {
        links[j][first.places()[i]] = true;
      }
    }
    return links;
  }

  private static double spread(boolean[][] links, long[] shape) {
    return AtomLinks.spread(links, (int) shape[0], (int) shape[1], (int) shape[2]);
  }

  private boolean[][] undone(boolean[][] links, long[] shape) {
    if (permuted.isEmpty()) return links;
    int channels = (int) shape[2];
    int[] order = PermutedSource.order((int) (shape[0] * shape[1]), permuted.getAsLong());
    boolean[][] undone = new boolean[links.length][links[0].length];
    for (int j = 0; j < links.length; j++) {
      for (int i = 0; i < order.length; i++) {
        System.arraycopy(links[j], i * channels, undone[j], order[i] * channels, channels);
      }
    }
    return undone;
  }
}
