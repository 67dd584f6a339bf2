package org.espalier.runtime.kotlindl.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Elu;
import org.espalier.dsl.activation.Gelu;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.activation.Mish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Selu;
import org.espalier.dsl.activation.Sigmoid;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.activation.Softplus;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.layer.Layer;

/** Activations by Keras's names. */
public final class ActivationNames {
  /** Of two names for one activation, the first is written. */
  static final ActivationNames STANDARD = new ActivationNames(standard());

  private final Map<String, Activation> byName;

  private ActivationNames(Map<String, Activation> byName) {
    this.byName = byName;
  }

  private static Map<String, Activation> standard() {
    Map<String, Activation> names = new LinkedHashMap<>();
    names.put("linear", new Linear());
    names.put("relu", new Relu());
    names.put("elu", new Elu());
    names.put("selu", new Selu());
    names.put("sigmoid", new Sigmoid());
    names.put("softmax", new Softmax());
    names.put("softplus", new Softplus());
    names.put("swish", new Swish());
    names.put("silu", new Swish());
    names.put("tanh", new Tanh());
    names.put("gelu", new Gelu());
    names.put("mish", new Mish());
    names.put("leaky_relu", new LeakyRelu(0.2));
    return names;
  }

  /** A copy that knows one more name, or another activation under a known one. */
  ActivationNames with(String name, Activation activation) {
    Map<String, Activation> more = new LinkedHashMap<>(byName);
    more.put(name, activation);
    return new ActivationNames(more);
  }

  /** Of a name, of Keras's serialized function, or of an activation layer. */
  Activation read(JsonNode value, String path, LayerConfig layer, LayerForms forms) {
    if (value.isTextual()) return named(value.textValue(), layer);
    String className = Fields.text(Fields.require(value, "class_name", path), path);
    JsonNode config = Fields.require(value, "config", path);
    if (className.equals("function")) return named(Fields.text(config, path + ".config"), layer);
    Optional<LayerConverter> form = forms.reader(className);
    if (form.isEmpty()) return unknown(className, layer);
    LayerConfig inner = new LayerConfig(className, config, path + ".config", layer.inputs(), forms);
    Layer read = form.get().read(inner);
    inner.problems().forEach(p -> layer.problem("activation " + className + ": " + p));
    return read instanceof Activation a ? a : unknown(className, layer);
  }

  private Activation named(String name, LayerConfig layer) {
    Activation found = byName.get(name);
    return found == null ? unknown(name, layer) : found;
  }

  private Activation unknown(String name, LayerConfig layer) {
    layer.problem(
        "activation '" + name + "' is unknown; there are " + new TreeSet<>(byName.keySet()));
    return new Linear();
  }

  /** Its name, or else its layer's class and options. */
  static JsonNode write(Activation activation, LayerText layer) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Optional<String> name = name(activation);
    if (name.isPresent()) return json.textNode(name.get());
    LayerText inner = new LayerText(layer.rank(), null);
    LayerForms.standard().write(activation, inner);
    inner.problems().forEach(layer::problem);
    ObjectNode out = json.objectNode().put("module", "keras.layers");
    out.put("class_name", inner.className()).putNull("registered_name");
    out.set("config", inner.options());
    return out;
  }

  /** Keras's name of an activation; one whose default differs between versions has none. */
  static Optional<String> name(Activation activation) {
    return STANDARD.byName.entrySet().stream()
        .filter(e -> e.getValue().equals(activation) && !e.getKey().equals("leaky_relu"))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
