package org.espalier.dsl.topology;

import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;

/**
 * Who is linked to whom in a network. Units are numbered through: a link leads from a smaller to a
 * larger number.
 *
 * @param network its name
 * @param populations inputs and layers, by their first unit
 * @param layers uses of weights, in the order of the network
 * @param outputs units that each output of the network is made of
 * @param escaping units whose values go where links cannot be followed
 * @param notes what had to be assumed, or could not be followed
 */
public record Wiring(
    String network,
    List<Population> populations,
    List<WiredLayer> layers,
    int[][] outputs,
    int[] escaping,
    List<String> notes) {
  public Wiring {
    populations = List.copyOf(populations);
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /**
   * Of a trained network: a parameter with a mask is linked where that is not 0, one without where
   * its weight is not 0. Looks at every parameter named {@code kernel} and every masked one.
   *
   * @throws EspalierException when there is none, or a weight is no number
   */
  public static Wiring of(Snapshot snapshot) {
    return new WiringReader(snapshot).read();
  }

  /**
   * Of a chain of layers, from masks or weights.
   *
   * @param masks [sources, units] each, or [height, width, channels, units]; a layer that has
   *     several sources for each unit before it takes them as [position, unit], as after a flatten
   * @throws EspalierException when there is none, or a layer does not fit the one before
   */
  public static Wiring of(List<Nd> masks) {
    if (masks.isEmpty()) throw new EspalierException("a wiring has at least one layer, got none");
    Wirer wirer = new Wirer("masks");
    UnitLinks first = UnitLinks.of("layer 1", masks.get(0), masks.get(0));
    Nd head = masks.get(0);
    int channels = head.rank() == 2 ? first.sources() : (int) head.dims()[head.rank() - 2];
    Population before = wirer.add("input", true, channels);
    for (int k = 0; k < masks.size(); k++) {
      String path = "layer " + (k + 1);
      UnitLinks links = k == 0 ? first : UnitLinks.of(path, masks.get(k), masks.get(k));
      if (before.size() == 0 || links.sources() % before.size() != 0) {
        throw new EspalierException(
            path
                + " has "
                + links.sources()
                + " sources, but layer "
                + k
                + " has "
                + before.size()
                + " units; give masks [sources, units] whose sources are the units before them");
      }
      before = wirer.layer(path, links, Layout.of(before).repeated(links.sources()));
    }
    return wirer.wiring(Layout.of(before).channels());
  }

  /** Number of units in all, inputs included. */
  public int size() {
    Population last = populations.get(populations.size() - 1);
    return last.first() + last.size();
  }

  /** Layers whose parameter no earlier one has. */
  public List<WiredLayer> distinct() {
    return layers.stream().filter(layer -> !layer.again()).toList();
  }

  /** Whether the origins of all sources are known, so that paths can be followed end to end. */
  public boolean followed() {
    for (WiredLayer layer : layers) {
      for (int[] origin : layer.origins()) if (origin.length == 0) return false;
    }
    for (int[] output : outputs) if (output.length == 0) return false;
    return escaping.length == 0;
  }
}
