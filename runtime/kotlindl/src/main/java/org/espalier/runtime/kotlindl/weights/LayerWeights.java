package org.espalier.runtime.kotlindl.weights;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.espalier.dsl.network.Variable;
import org.espalier.runtime.kotlindl.graph.Imported;
import org.espalier.runtime.kotlindl.graph.Place;

/**
 * The weights of Keras 3: each layer's in a group named after its class and a number among those of
 * that class, its arrays numbered.
 */
final class LayerWeights {
  /** Deeper nesting than any model's; a file's groups may form a circle. */
  private static final int DEEPEST = 40;

  private final Imported model;
  private final WeightFit fit;
  private final Set<String> taken = new HashSet<>();

  LayerWeights(Imported model, WeightFit fit) {
    this.model = model;
    this.fit = fit;
  }

  void read(Group layers) {
    read(layers, "layers", model.places());
    extras(layers, "layers", 0);
  }

  private void read(Group from, String path, List<Place> places) {
    Map<String, Integer> numbers = new HashMap<>();
    for (Place place : places) {
      String base = snake(place.className());
      int number = numbers.merge(base, 1, Integer::sum) - 1;
      String group = number == 0 ? base : base + "_" + number;
      String at = path + "/" + group;
      if (place.inside().isEmpty()) {
        layer(from, group, at, model.variables(place));
      } else if (Hdf5Nodes.find(from, group + "/layers").orElse(null) instanceof Group inner) {
        read(inner, at + "/layers", place.inside());
      } else {
        model.variables(place).forEach(v -> fit.missing(v, at + "/layers"));
      }
    }
  }

  private void layer(Group from, String group, String at, List<Variable> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      String dataset = at + "/vars/" + i;
      Optional<Dataset> found = Hdf5Nodes.dataset(from, group + "/vars/" + i);
      if (found.isEmpty()) {
        fit.missing(wanted.get(i), dataset);
      } else {
        taken.add(dataset);
        Dataset d = found.get();
        fit.take(wanted.get(i), dataset, d.getDimensions(), () -> Hdf5Nodes.numbers(d));
      }
    }
  }

  /** What is left, except the state of random generators, which come from the training's seed. */
  private void extras(Group group, String path, int depth) {
    if (depth > DEEPEST) return;
    for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
      String at = path + "/" + child.getKey();
      if (child.getValue().isLink() || child.getKey().equals("seed_generator")) continue;
      if (child.getValue() instanceof Group inner) extras(inner, at, depth + 1);
      if (child.getValue() instanceof Dataset d && !taken.contains(at)) {
        fit.extra(at, java.util.Arrays.toString(d.getDimensions()));
      }
    }
  }

  /** {@code Conv2D} → {@code conv2d}, {@code BatchNormalization} → {@code batch_normalization}. */
  private static String snake(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
