package org.espalier.dsl.topology;

import java.util.List;
import java.util.Locale;

/**
 * How far two networks' wirings are apart, layer by layer; see {@link Nnstd}.
 *
 * @param layers in the order of the first network
 * @param notes what had to be assumed
 */
public record TopologyDistance(List<LayerDistance> layers, List<String> notes) {
  public TopologyDistance {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /** The distance of the networks: the mean over layers, in [0, 1]. */
  public double mean() {
    return layers.stream().mapToDouble(LayerDistance::distance).average().orElse(0);
  }

  /** The distances of the layers, each in [0, 1]. */
  public List<Double> perLayer() {
    return layers.stream().map(LayerDistance::distance).toList();
  }

  /** The second network's unit for each unit of the first, layer by layer. */
  public List<List<Integer>> matchings() {
    return layers.stream().map(LayerDistance::matching).toList();
  }

  /** Whether the result depends on no choice: no layer before the last has ties. */
  public boolean unambiguous() {
    return layers.stream().limit(Math.max(0, layers.size() - 1)).allMatch(LayerDistance::unique);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "NNSTD %.4f%s%n", mean(), unambiguous() ? "" : ", depends on ties"));
    for (LayerDistance layer : layers) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-34s %.4f, in order %.4f%s%n",
              layer.path(),
              layer.distance(),
              layer.inOrder(),
              layer.unique() ? "" : ", ties"));
    }
    notes.forEach(note -> text.append("  ").append(note).append(System.lineSeparator()));
    return text.toString().stripTrailing();
  }
}
