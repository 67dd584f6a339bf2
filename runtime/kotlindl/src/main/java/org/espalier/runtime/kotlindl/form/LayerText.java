package org.espalier.runtime.kotlindl.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.op.Windows;

/** A layer's class and options as they will stand in a Keras file. */
public final class LayerText {
  private final int rank;
  private final Initializer policy;
  private final ObjectNode options = InitializerNames.JSON.createObjectNode();
  private final List<String> problems = new ArrayList<>();
  private String className = "";

  /**
   * Nothing said yet.
   *
   * @param rank of the first input
   * @param policy how kernels start for which the layer says nothing
   */
  public LayerText(int rank, Initializer policy) {
    this.rank = rank;
    this.policy = policy;
  }

  /** Keras's name of the class. */
  public String className() {
    return className;
  }

  /** The options. */
  public ObjectNode options() {
    return options;
  }

  /** What Keras cannot say. */
  public List<String> problems() {
    return problems;
  }

  void as(String name) {
    className = name;
  }

  int rank() {
    return rank;
  }

  void problem(String what) {
    problems.add(what);
  }

  LayerText put(String key, Object value) {
    options.set(key, InitializerNames.JSON.valueToTree(value));
    return this;
  }

  LayerText activation(Activation activation) {
    options.set("activation", ActivationNames.write(activation, this));
    return this;
  }

  LayerText weights(Optional<Initializer> kernel, Optional<Initializer> bias) {
    options.set("kernel_initializer", InitializerNames.write(kernel.orElse(policy), this));
    put("use_bias", bias.isPresent());
    bias.ifPresent(b -> options.set("bias_initializer", InitializerNames.write(b, this)));
    return this;
  }

  LayerText starts(String key, double value) {
    options.set(key, InitializerNames.write(new Constant(value), this));
    return this;
  }

  LayerText windows(Windows w) {
    put("strides", List.of(w.strideHeight(), w.strideWidth()));
    put("padding", w.padding().name().toLowerCase(Locale.ROOT));
    return put("data_format", "channels_last");
  }
}
