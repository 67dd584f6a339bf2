package org.espalier.runtime.kotlindl.weights;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.network.Variable;
import org.espalier.runtime.kotlindl.graph.Imported;
import org.espalier.runtime.kotlindl.graph.Place;

/**
 * The weights of Keras 2: each layer's in a group of its name that lists its arrays in an
 * attribute.
 */
final class LegacyWeights {
  private static final String LAYERS = "layer_names";
  private static final String WEIGHTS = "weight_names";

  private final Group root;
  private final Imported model;
  private final WeightFit fit;

  LegacyWeights(Group root, Imported model, WeightFit fit) {
    this.root = root;
    this.model = model;
    this.fit = fit;
  }

  /** The group that holds the layers: a whole model's file has them one level down. */
  static Optional<Group> of(Group root) {
    if (Hdf5Nodes.has(root, LAYERS)) return Optional.of(root);
    return root.getChildren().get("model_weights") instanceof Group g && Hdf5Nodes.has(g, LAYERS)
        ? Optional.of(g)
        : Optional.empty();
  }

  void read() {
    Map<String, Place> places = new HashMap<>();
    model.places().forEach(place -> places.put(place.name(), place));
    List<String> names = Hdf5Nodes.texts(root, LAYERS);
    for (Place place : model.places()) {
      if (names.contains(place.name())) continue;
      model.variables(place).forEach(v -> fit.missing(v, root.getPath() + place.name()));
    }
    for (String name : names) {
      Place place = places.get(name);
      layer(name, place == null ? List.of() : model.variables(place));
    }
  }

  private void layer(String name, List<Variable> wanted) {
    Optional<Group> group =
        Hdf5Nodes.find(root, name).filter(Group.class::isInstance).map(Group.class::cast);
    List<String> weights = group.map(g -> Hdf5Nodes.texts(g, WEIGHTS)).orElse(List.of());
    for (int i = 0; i < Math.max(weights.size(), wanted.size()); i++) {
      String at = root.getPath() + name + (i < weights.size() ? "/" + weights.get(i) : "");
      Optional<Dataset> found =
          i < weights.size()
              ? Hdf5Nodes.dataset(group.orElseThrow(), weights.get(i))
              : Optional.empty();
      if (i >= wanted.size()) {
        fit.extra(at, found.map(d -> Arrays.toString(d.getDimensions())).orElse(""));
      } else if (found.isEmpty()) {
        fit.missing(wanted.get(i), at);
      } else {
        Dataset d = found.get();
        fit.take(wanted.get(i), at, d.getDimensions(), () -> Hdf5Nodes.numbers(d));
      }
    }
  }
}
