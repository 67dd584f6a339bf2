package org.espalier.runtime.kotlindl.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.Shape;

/**
 * The options of one layer in a Keras file. Options that are never asked for and are not null are
 * reported as unknown, so that nothing is dropped unseen; a value of the wrong kind throws at once.
 */
public final class LayerConfig {
  /** Options of every layer that say nothing about what it computes. */
  private static final Set<String> GENERAL =
      Set.of("name", "trainable", "dtype", "batch_input_shape", "batch_shape", "seed", "autocast");

  private final String className;
  private final JsonNode options;
  private final String path;
  private final List<Shape> inputs;
  private final LayerForms forms;
  private final Set<String> asked = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Options as they stand in a file.
   *
   * @param className Keras's name of the layer's class
   * @param options a JSON object
   * @param path where it stands, for messages
   * @param inputs shapes of the layer's inputs; empty where an earlier problem hides them
   * @param forms what is known of Keras, for options that hold layers
   */
  public LayerConfig(
      String className, JsonNode options, String path, List<Shape> inputs, LayerForms forms) {
    this.className = className;
    this.options = Fields.object(options, path);
    this.path = path;
    this.inputs = List.copyOf(inputs);
    this.forms = forms;
  }

  /** Keras's name of the layer's class. */
  public String className() {
    return className;
  }

  /** Shapes of the inputs, batch axis first; empty where an earlier problem hides them. */
  public List<Shape> inputs() {
    return inputs;
  }

  /** The value of an option as JSON, if it is there and not null. */
  public Optional<JsonNode> get(String key) {
    asked.add(key);
    return Optional.ofNullable(options.get(key)).filter(value -> !value.isNull());
  }

  private JsonNode require(String key) {
    asked.add(key);
    return Fields.require(options, key, path);
  }

  private String at(String key) {
    return path + "." + key;
  }

  /** A whole number that must be there. */
  public int integer(String key) {
    return Fields.integer(require(key), at(key));
  }

  /** A whole number. */
  public int integer(String key, int absent) {
    return get(key).map(value -> Fields.integer(value, at(key))).orElse(absent);
  }

  /** A number that must be there. */
  public double number(String key) {
    return Fields.number(require(key), at(key));
  }

  /** A number. */
  public double number(String key, double absent) {
    return get(key).map(value -> Fields.number(value, at(key))).orElse(absent);
  }

  /** True or false. */
  public boolean flag(String key, boolean absent) {
    return get(key).map(value -> Fields.flag(value, at(key))).orElse(absent);
  }

  /** Whole numbers that must be there. */
  public List<Long> integers(String key) {
    List<Long> out = new ArrayList<>();
    for (JsonNode each : Fields.list(require(key), at(key))) {
      out.add((long) Fields.integer(each, at(key)));
    }
    return out;
  }

  /** Rows and columns: a list of two, or one number for both. */
  public int[] pair(String key, int... absent) {
    Optional<JsonNode> found = get(key);
    if (found.isEmpty()) {
      if (absent.length == 0) Fields.require(options, key, path);
      return absent;
    }
    JsonNode value = found.get();
    if (value.isNumber()) {
      int both = Fields.integer(value, at(key));
      return new int[] {both, both};
    }
    if (value.isArray() && value.size() == 2) {
      return new int[] {
        Fields.integer(value.get(0), at(key)), Fields.integer(value.get(1), at(key))
      };
    }
    throw Fields.wrong(value, at(key), "a number or a list of two");
  }

  /** Strides (1 or {@code strides} unless said), dilation and padding of a layer of windows. */
  public Windows windows(int... strides) {
    int[] stride = pair("strides", strides);
    int[] dilation = pair("dilation_rate", 1, 1);
    String padding = get("padding").map(value -> Fields.text(value, at("padding"))).orElse("valid");
    boolean same = padding.equals("same");
    if (!same && !padding.equals("valid")) {
      problem("padding '" + padding + "' is not supported, only 'valid' and 'same'");
    }
    Padding border = same ? Padding.SAME : Padding.VALID;
    return new Windows(stride[0], stride[1], dilation[0], dilation[1], border);
  }

  /** An activation by its name or as a layer; linear unless said. */
  public Activation activation(String key) {
    return get(key)
        .map(value -> forms.activations().read(value, at(key), this, forms))
        .orElseGet(org.espalier.dsl.activation.Linear::new);
  }

  /** How a weight matrix starts. */
  public Optional<Initializer> kernel(String key) {
    return Optional.of(initializer(key, new GlorotUniform()));
  }

  /** How the bias starts; empty where {@code use_bias} is false. */
  public Optional<Initializer> bias() {
    Initializer start = initializer("bias_initializer", Constant.ZEROS);
    return flag("use_bias", true) ? Optional.of(start) : Optional.empty();
  }

  private Initializer initializer(String key, Initializer absent) {
    return get(key).map(value -> InitializerNames.read(value, at(key), this)).orElse(absent);
  }

  /** Demands that an array, if anything is said of it, starts at a value. */
  void starts(String key, double value) {
    Initializer start = initializer(key, new Constant(value));
    if (!start.equals(new Constant(value))) problem("option " + key + ", only " + value);
  }

  /** Demands that an option, if it is there at all, has a value. */
  public void only(String key, Object value) {
    Optional<JsonNode> found = get(key);
    if (found.isEmpty() || InitializerNames.JSON.valueToTree(value).equals(found.get())) return;
    problem("option " + key + " = " + Fields.brief(found.get()) + ", only " + value);
  }

  /** Demands that an option, if it is there at all, names an input's last axis. */
  public void onlyLastAxis(String key) {
    Optional<JsonNode> found = get(key).map(a -> a.isArray() && a.size() == 1 ? a.get(0) : a);
    if (found.isEmpty()) return;
    int axis = Fields.integer(found.get(), at(key));
    if (axis == -1 || inputs.isEmpty() || axis == inputs.get(0).rank() - 1) return;
    problem("option " + key + " = " + axis + ", only the last axis, -1");
  }

  /** Marks an option as of no consequence here. */
  public void ignore(String... keys) {
    asked.addAll(List.of(keys));
  }

  /** Reports something that cannot be imported; the import goes on to find the others. */
  public void problem(String what) {
    problems.add(what);
  }

  /** Problems so far, and the options that nobody asked for. */
  public List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      boolean known = asked.contains(option.getKey()) || GENERAL.contains(option.getKey());
      if (known || option.getValue().isNull()) continue;
      all.add("option " + option.getKey() + " = " + Fields.brief(option.getValue()));
    }
    return all;
  }
}
