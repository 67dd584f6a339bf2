package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.kotlindl.form.Fields;

/** A model's inputs. The first axis is the batch, of any size whatever the file says of it. */
final class Inputs {
  private Inputs() {}

  static InputSpec read(KerasLayer layer, DType dtype, List<String> problems) {
    JsonNode config = layer.config();
    String who = "input '" + layer.name() + "'";
    for (String kind : List.of("sparse", "ragged")) {
      if (config.path(kind).asBoolean()) problems.add(who + ": is " + kind);
    }
    String key = config.has("batch_shape") ? "batch_shape" : "batch_input_shape";
    String path = layer.path() + "." + key;
    JsonNode said = Fields.list(Fields.require(config, key, layer.path()), path);
    List<Dim> dims = new ArrayList<>(List.of(InputSpec.BATCH));
    for (int axis = 1; axis < said.size(); axis++) {
      JsonNode size = said.get(axis);
      dims.add(
          size.isNull()
              ? Dim.named(layer.name().replaceAll("[^A-Za-z]", "_") + axis)
              : Dim.of(Fields.integer(size, path)));
    }
    return new InputSpec(layer.name(), new Type(dtype, new Shape(dims)));
  }
}
