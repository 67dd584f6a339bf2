package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.espalier.runtime.kotlindl.form.Fields;
import org.espalier.runtime.kotlindl.form.KerasException;

/** Reads one layer's name, class and uses. */
final class LayerReader {
  private final String path;
  private final List<String> problems = new ArrayList<>();

  LayerReader(String path) {
    this.path = path;
  }

  KerasLayer read(JsonNode layer) {
    Fields.object(layer, path);
    String className = text(layer, "class_name", path);
    JsonNode config = Fields.require(layer, "config", path);
    String at = path + ".config";
    String name =
        layer.hasNonNull("name")
            ? text(layer, "name", path)
            : text(Fields.object(config, at), "name", at);
    List<List<Ref>> uses = new ArrayList<>();
    JsonNode nodes = layer.path("inbound_nodes");
    for (int i = 0; i < nodes.size(); i++) {
      uses.add(use(nodes.get(i), path + ".inbound_nodes[" + i + "]"));
    }
    KerasLayer read = new KerasLayer(name, className, config, at, uses, problems);
    if (!read.isInput() && layer.has("inbound_nodes") && uses.isEmpty()) {
      throw new KerasException(path + ".inbound_nodes is empty: '" + name + "' is never used");
    }
    return read;
  }

  private static String text(JsonNode object, String key, String path) {
    return Fields.text(Fields.require(object, key, path), path + "." + key);
  }

  /** Keras 3 has {"args", "kwargs"} with marked tensors, Keras 2 a list of references. */
  private List<Ref> use(JsonNode node, String at) {
    if (!node.isObject()) return refs(node, at);
    List<Ref> found = new ArrayList<>();
    tensors(Fields.require(node, "args", at), at + ".args", found);
    for (Map.Entry<String, JsonNode> argument : node.path("kwargs").properties()) {
      if (!argument.getValue().isNull()) problem(argument.getKey(), argument.getValue());
    }
    return found;
  }

  private void tensors(JsonNode value, String at, List<Ref> into) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) tensors(value.get(i), at + "[" + i + "]", into);
    } else if (value.path("class_name").asText().equals("__keras_tensor__")) {
      String history = at + ".config.keras_history";
      into.add(ref(value.path("config").path("keras_history"), history));
    } else if (!value.isNull()) {
      problem("argument", value);
    }
  }

  private void problem(String argument, JsonNode value) {
    if (argument.equals("training") && value.isBoolean() && !value.booleanValue()) return;
    problems.add("is called with " + argument + " = " + Fields.brief(value));
  }

  /** A reference, a list of them, or Keras 3's single output without a list around it. */
  static List<Ref> refs(JsonNode value, String at) {
    Fields.list(value, at);
    if (value.size() > 0 && value.get(0).isTextual()) return List.of(ref(value, at));
    List<Ref> refs = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) refs.add(ref(value.get(i), at + "[" + i + "]"));
    return refs;
  }

  private static Ref ref(JsonNode value, String at) {
    if (!value.isArray() || value.size() < 3) {
      throw Fields.wrong(value, at, "a reference [\"layer\", use, output]");
    }
    return new Ref(
        Fields.text(value.get(0), at),
        Fields.integer(value.get(1), at),
        Fields.integer(value.get(2), at));
  }
}
