package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.espalier.runtime.kotlindl.form.Fields;
import org.espalier.runtime.kotlindl.form.KerasException;

/** Reads the wiring of a model from Keras's JSON: versions 2 and 3, and KotlinDL's. */
final class GraphReader {
  private GraphReader() {}

  /**
   * A whole model.
   *
   * @param model object with class_name (KotlinDL leaves it out) and config
   * @param countsFromOne whether uses of models in models are counted from 1, as Keras 2 does
   */
  static KerasGraph read(JsonNode model, String path, boolean countsFromOne) {
    JsonNode config = Fields.require(Fields.object(model, path), "config", path);
    return read(model.path("class_name").asText(""), config, path + ".config", countsFromOne);
  }

  /** A model used as a layer. */
  static KerasGraph nested(KerasLayer layer, boolean countsFromOne) {
    return read(layer.className(), layer.config(), layer.path(), countsFromOne);
  }

  private static KerasGraph read(String said, JsonNode config, String at, boolean countsFromOne) {
    JsonNode layers = Fields.list(Fields.require(Fields.object(config, at), "layers", at), at);
    String className = !said.isEmpty() ? said : wired(layers) ? "Functional" : "Sequential";
    if (!KerasGraph.isModel(className)) {
      throw new KerasException(
          at
              + " is of a "
              + className
              + ", only Sequential and Functional models have an architecture in JSON; rebuild a"
              + " subclassed model as one of them");
    }
    String name = config.path("name").asText("");
    List<KerasLayer> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      all.add(new LayerReader(at + ".layers[" + i + "]").read(layers.get(i)));
    }
    requireUnique(all, at);
    return className.equals("Sequential")
        ? chain(name, at, all, config)
        : graph(name, at, countFromZero(all, countsFromOne), config);
  }

  private static boolean wired(JsonNode layers) {
    for (JsonNode layer : layers) if (layer.has("inbound_nodes")) return true;
    return false;
  }

  private static void requireUnique(List<KerasLayer> layers, String path) {
    Set<String> names = new HashSet<>();
    for (KerasLayer layer : layers) {
      if (!names.add(layer.name())) {
        throw new KerasException(path + ".layers has two layers named '" + layer.name() + "'");
      }
    }
  }

  private static KerasGraph chain(
      String name, String path, List<KerasLayer> layers, JsonNode config) {
    if (layers.isEmpty()) throw new KerasException(path + ".layers is empty");
    List<KerasLayer> wired = new ArrayList<>();
    if (!layers.get(0).isInput()) wired.add(input(layers.get(0), path, config));
    for (KerasLayer layer : layers) {
      boolean first = wired.isEmpty();
      List<List<Ref>> uses = first ? List.of() : List.of(List.of(ref(wired.get(wired.size() - 1))));
      wired.add(
          new KerasLayer(
              layer.name(), layer.className(), layer.config(), layer.path(), uses, List.of()));
    }
    Ref last = ref(wired.get(wired.size() - 1));
    return new KerasGraph(name, path, wired, List.of(ref(wired.get(0))), List.of(last));
  }

  private static Ref ref(KerasLayer layer) {
    return new Ref(layer.name(), 0, 0);
  }

  /** The input that a chain says only by its shape. */
  private static KerasLayer input(KerasLayer first, String path, JsonNode config) {
    JsonNode shape = null;
    for (JsonNode option :
        List.of(
            first.config().path("batch_input_shape"),
            first.config().path("batch_shape"),
            config.path("build_input_shape"))) {
      if (shape == null && option.isArray()) shape = option;
    }
    if (shape == null) {
      throw new KerasException(
          path
              + " does not say the shape of its input; put keras.Input(shape) first, or build the"
              + " model before it is saved");
    }
    JsonNode options = JsonNodeFactory.instance.objectNode().set("batch_shape", shape);
    String name = first.name().equals("input") ? "input_1" : "input";
    return new KerasLayer(name, "InputLayer", options, path, List.of(), List.of());
  }

  private static KerasGraph graph(
      String name, String path, List<KerasLayer> layers, JsonNode config) {
    List<Ref> inputs =
        config.has("input_layers")
            ? LayerReader.refs(config.get("input_layers"), path + ".input_layers")
            : layers.stream().filter(KerasLayer::isInput).map(GraphReader::ref).toList();
    List<Ref> outputs =
        config.has("output_layers")
            ? LayerReader.refs(config.get("output_layers"), path + ".output_layers")
            : unused(layers);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new KerasException(path + " has no " + (inputs.isEmpty() ? "input" : "output"));
    }
    return new KerasGraph(name, path, layers, inputs, clamp(outputs, layers));
  }

  /** KotlinDL does not name outputs: they are what nobody uses. */
  private static List<Ref> unused(List<KerasLayer> layers) {
    Set<Ref> left = new LinkedHashSet<>();
    layers.stream().map(GraphReader::ref).forEach(left::add);
    layers.forEach(layer -> layer.uses().forEach(left::removeAll));
    return List.copyOf(left);
  }

  /** Keras counts a model's own wiring as its first use; the uses in this file start at 0. */
  private static List<KerasLayer> countFromZero(List<KerasLayer> layers, boolean fromOne) {
    return layers.stream()
        .map(
            layer ->
                new KerasLayer(
                    layer.name(),
                    layer.className(),
                    layer.config(),
                    layer.path(),
                    layer.uses().stream().map(use -> clamp(use, layers, fromOne)).toList(),
                    layer.problems()))
        .toList();
  }

  private static List<Ref> clamp(List<Ref> refs, List<KerasLayer> layers) {
    return clamp(refs, layers, false);
  }

  private static List<Ref> clamp(List<Ref> refs, List<KerasLayer> layers, boolean fromOne) {
    return refs.stream().map(ref -> clamp(ref, layers, fromOne)).toList();
  }

  private static Ref clamp(Ref ref, List<KerasLayer> layers, boolean fromOne) {
    boolean shifted =
        layers.stream()
            .anyMatch(
                l ->
                    l.isModel()
                        && l.name().equals(ref.layer())
                        && ref.use() > 0
                        && (fromOne || ref.use() >= l.uses().size()));
    return shifted ? new Ref(ref.layer(), ref.use() - 1, ref.tensor()) : ref;
  }
}
