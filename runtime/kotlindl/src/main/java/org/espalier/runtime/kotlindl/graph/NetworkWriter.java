package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.kotlindl.form.LayerForms;
import org.espalier.runtime.kotlindl.form.LayerText;

/** Says a network in the words of Keras 2, which Keras 3 and KotlinDL read too. */
final class NetworkWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Network network;
  private final Initializer policy;
  private final String dtype;
  private final List<String> problems;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Ref> refs = new HashMap<>();

  /** The whole network. */
  NetworkWriter(Network network, List<String> problems) {
    this(network, network, problems);
    Map<String, Expr> values =
        network.call(new Trace(new Tracing(network), "export", false), network.leaves());
    values.forEach((name, value) -> shapes.put(name, value.shape()));
    if (!network.parametrizations().isEmpty()) {
      problems.add(
          "its parametrizations "
              + network.parametrizations()
              + " have no counterpart; store effective weights in a network without them");
    }
  }

  private NetworkWriter(Network network, Network whole, List<String> problems) {
    this.network = network;
    this.policy = whole.init();
    this.dtype = whole.dtype().name().toLowerCase(Locale.ROOT);
    this.problems = problems;
  }

  /** The model: class_name and config. */
  ObjectNode write() {
    return isChain() ? chain() : graph();
  }

  private boolean isChain() {
    if (network.inputs().size() != 1 || network.outputs().size() != 1) return false;
    String last = network.inputs().get(0).name();
    for (Step step : network.steps()) {
      boolean follows = step.inputs().equals(List.of(last));
      if (!follows || !step.weights().equals(step.name())) return false;
      last = step.name();
    }
    return network.outputs().get(0).equals(last) && !network.steps().isEmpty();
  }

  private ObjectNode model(String className, ArrayNode layers) {
    ObjectNode config = JSON.objectNode().put("name", network.name());
    config.set("layers", layers);
    ObjectNode model = JSON.objectNode().put("class_name", className);
    model.set("config", config);
    return model;
  }

  private ObjectNode chain() {
    ArrayNode layers = JSON.arrayNode().add(input(network.inputs().get(0)));
    for (Step step : network.steps()) layers.add(layer(step.name(), step));
    return model("Sequential", layers);
  }

  private ObjectNode graph() {
    Map<String, ObjectNode> layers = new LinkedHashMap<>();
    Map<String, Step> first = new HashMap<>();
    for (InputSpec input : network.inputs()) {
      ObjectNode layer = input(input).put("name", input.name());
      layer.set("inbound_nodes", JSON.arrayNode());
      layers.put(input.name(), layer);
      refs.put(input.name(), new Ref(input.name(), 0, 0));
    }
    for (Step step : network.steps()) {
      Step owner = first.putIfAbsent(step.weights(), step);
      if (owner != null && !owner.layer().equals(step.layer())) {
        problems.add(
            "layer '"
                + step.name()
                + "' has the weights of '"
                + owner.name()
                + "' but is another layer: Keras shares whole layers only");
      }
      ObjectNode layer = layers.computeIfAbsent(step.weights(), name -> shared(name, step));
      ArrayNode uses = (ArrayNode) layer.get("inbound_nodes");
      refs.put(step.name(), new Ref(step.weights(), uses.size(), 0));
      uses.add(inputs(step));
    }
    ObjectNode model = model("Model", JSON.arrayNode().addAll(layers.values()));
    ObjectNode config = (ObjectNode) model.get("config");
    config.set("input_layers", references(network.inputs().stream().map(InputSpec::name).toList()));
    config.set("output_layers", references(network.outputs()));
    return model;
  }

  private ObjectNode shared(String name, Step step) {
    ObjectNode layer = layer(name, step).put("name", name);
    layer.set("inbound_nodes", JSON.arrayNode());
    return layer;
  }

  private ArrayNode inputs(Step step) {
    ArrayNode inputs = JSON.arrayNode();
    for (String from : step.inputs()) inputs.add(reference(refs.get(from)).add(JSON.objectNode()));
    return inputs;
  }

  private ArrayNode references(List<String> names) {
    ArrayNode all = JSON.arrayNode();
    names.forEach(name -> all.add(reference(refs.get(name))));
    return all;
  }

  private static ArrayNode reference(Ref ref) {
    return JSON.arrayNode().add(ref.layer()).add(ref.use()).add(ref.tensor());
  }

  private ObjectNode input(InputSpec input) {
    ArrayNode sizes = JSON.arrayNode().addNull();
    Shape shape = input.type().shape();
    for (Dim dim : shape.slice(1, shape.rank()).dims()) {
      if (dim.known()) sizes.add(dim.size());
      else sizes.addNull();
    }
    ObjectNode config = JSON.objectNode();
    config.set("batch_input_shape", sizes);
    config.put("dtype", dtype).put("sparse", false).put("name", input.name());
    ObjectNode layer = JSON.objectNode().put("class_name", "InputLayer");
    layer.set("config", config);
    return layer;
  }

  private ObjectNode layer(String name, Step step) {
    if (step.layer() instanceof Block block) return block(name, step, block);
    LayerText text = new LayerText(shapes.get(step.inputs().get(0)).rank(), policy);
    LayerForms.standard().write(step.layer(), text);
    text.problems().forEach(p -> problems.add("layer '" + step.name() + "': " + p));
    ObjectNode config = JSON.objectNode().put("name", name).put("dtype", dtype);
    config.setAll(text.options());
    ObjectNode layer = JSON.objectNode().put("class_name", text.className());
    layer.set("config", config);
    return layer;
  }

  private ObjectNode block(String name, Step step, Block block) {
    NetworkWriter inner = new NetworkWriter(block.network().withName(name), network, problems);
    inner.trace(step.inputs().stream().map(shapes::get).toList());
    return inner.write();
  }

  /** The shapes inside a block that is given these. */
  private void trace(List<Shape> given) {
    List<InputSpec> specs = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      InputSpec spec = network.inputs().get(i);
      specs.add(new InputSpec(spec.name(), spec.type().with(given.get(i))));
    }
    Network inner = network.withInputs(specs);
    inner
        .call(new Trace(new Tracing(inner), "export", false), inner.leaves())
        .forEach((value, expr) -> shapes.put(value, expr.shape()));
  }
}
