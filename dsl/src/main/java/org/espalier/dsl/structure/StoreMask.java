package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/**
 * Keeps a parameter that was stored by its links as a full one behind a mask; weights and what the
 * optimizer keeps are 0 where there is no link.
 *
 * @param path of the parameter: {@code mlp/fc1/kernel}
 * @param shape its sizes
 * @param links how many there are
 */
public record StoreMask(String path, Shape shape, long links) implements Edit {
  @Override
  public Snapshot apply(Snapshot snapshot) {
    double[] places = snapshot.array(Linked.path(path)).toNd().data();
    double[] ones = new double[places.length];
    Arrays.fill(ones, 1);
    Tensor values = snapshot.array(path);
    SortedMap<String, Tensor> arrays = new TreeMap<>(snapshot.arrays());
    arrays.remove(Linked.path(path));
    for (String slot : Slots.of(snapshot, path, values.dims())) {
      Tensor kept = snapshot.array(slot);
      arrays.put(slot, full(kept.dtype(), places, kept.toNd().data()));
    }
    arrays.put(path, full(values.dtype(), places, values.toNd().data()));
    arrays.put(Masked.path(path), full(values.dtype(), places, ones));
    Network masked = masked(snapshot);
    return new Snapshot(
        masked, snapshot.training(), arrays, snapshot.progress(), snapshot.provenance());
  }

  private Tensor full(DType dtype, double[] places, double[] values) {
    Nd all = Nd.zeros(shape.toArray());
    for (int i = 0; i < places.length; i++) all.data()[(int) places[i]] = values[i];
    return Tensor.of(dtype, all);
  }

  /**
   * A rule for this parameter alone goes; one for several stays for each of the others that are
   * stored by their links. The mask that stood before is enough, where there was one.
   */
  private Network masked(Snapshot snapshot) {
    Network network = MaskRules.without(snapshot, path, p -> p instanceof Linked, Linked::path);
    String below = path.substring(network.name().length() + 1);
    boolean mask =
        network.parametrizations().stream()
            .anyMatch(rule -> rule.matches(below) && rule.parametrization() instanceof Masked);
    return mask ? network : network.parametrize(below, new Masked(density()));
  }

  private double density() {
    return links / (double) shape.size().size();
  }

  @Override
  public List<String> row() {
    String density = String.format(Locale.ROOT, "%.4f", density());
    return List.of(path + " " + shape + " behind a mask", "0", "0", density, "0");
  }
}
