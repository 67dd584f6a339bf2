package org.espalier.dsl.structure;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/**
 * Keeps a masked parameter by its links alone, with what the optimizer keeps for them. What the
 * mask hid is gone.
 *
 * @param path of the parameter: {@code mlp/fc1/kernel}
 * @param shape its sizes
 * @param links how many there are
 */
public record StoreLinks(String path, Shape shape, long links) implements Edit {
  /** For a masked parameter of a snapshot. */
  static StoreLinks of(Snapshot snapshot, String path) {
    Links links = Links.of(snapshot, path);
    return new StoreLinks(path, links.shape(), links.count());
  }

  /** Whether nothing but masks makes the weight of what is stored, and none would hide links. */
  static boolean replaceable(Network network, String path) {
    String below = path.substring(network.name().length() + 1);
    return network.parametrizations().stream()
        .filter(rule -> rule.matches(below))
        .allMatch(rule -> rule.parametrization() instanceof Masked);
  }

  /** Links over all there could be. */
  public double density() {
    return links / (double) shape.size().size();
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    Network network = snapshot.network();
    if (!replaceable(network, path)) {
      List<ParametrizationRule> rules = network.parametrizations();
      throw new EspalierException(
          "'"
              + path
              + "' cannot be stored by its links: more than a mask stands before it, "
              + rules);
    }
    Tensor mask = snapshot.array(Masked.path(path));
    int[] places = Links.of(snapshot, path).places();
    SortedMap<String, Tensor> arrays = new TreeMap<>(snapshot.arrays());
    arrays.remove(Masked.path(path));
    Slots.of(snapshot, path, mask.dims())
        .forEach(name -> arrays.computeIfPresent(name, (n, t) -> StoredLinks.at(t, places)));
    arrays.put(path, StoredLinks.at(snapshot.array(path), places));
    arrays.put(
        Linked.path(path), Tensor.of(IntStream.of(places).asLongStream().toArray(), places.length));
    String below = path.substring(network.name().length() + 1);
    Network linked = network.parametrize(below, new Linked(places.length / (double) mask.size()));
    return new Snapshot(
        linked, snapshot.training(), arrays, snapshot.progress(), snapshot.provenance());
  }

  @Override
  public List<String> row() {
    String density = String.format(Locale.ROOT, "%.4f", density());
    return List.of(path + " " + shape + " by its links", "0", "0", density, "0");
  }
}
