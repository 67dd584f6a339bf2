package org.espalier.runtime.kotlindl.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.layer.Layer;

/** Every kind of layer that both sides have. Immutable. */
public final class LayerForms {
  private static final List<LayerForm> ALL =
      Stream.of(
              WeightForms.ALL, WindowForms.ALL, ShapeForms.ALL, MergeForms.ALL, ActivationForms.ALL)
          .flatMap(List::stream)
          .toList();

  private static final LayerForms STANDARD = new LayerForms(readers(), ActivationNames.STANDARD);

  private final Map<String, LayerConverter> readers;
  private final ActivationNames activations;

  private LayerForms(Map<String, LayerConverter> readers, ActivationNames activations) {
    this.readers = readers;
    this.activations = activations;
  }

  private static Map<String, LayerConverter> readers() {
    Map<String, LayerConverter> readers = new LinkedHashMap<>();
    for (LayerForm form : ALL) form.classNames().forEach(name -> readers.put(name, form.read()));
    return readers;
  }

  /** The library's. */
  public static LayerForms standard() {
    return STANDARD;
  }

  /** A copy that reads one more class, or a known one in another way. */
  public LayerForms with(String className, LayerConverter converter) {
    Map<String, LayerConverter> more = new LinkedHashMap<>(readers);
    more.put(className, converter);
    return new LayerForms(more, activations);
  }

  /** A copy that knows one more activation by its Keras name. */
  public LayerForms with(String name, Activation activation) {
    return new LayerForms(readers, activations.with(name, activation));
  }

  /** How a class is read, if it is known. */
  public Optional<LayerConverter> reader(String className) {
    return Optional.ofNullable(readers.get(className));
  }

  /** The Keras classes that are known, sorted. */
  public Set<String> classNames() {
    return new TreeSet<>(readers.keySet());
  }

  ActivationNames activations() {
    return activations;
  }

  /** Says a layer in Keras's words, or what is in the way. */
  public void write(Layer layer, LayerText to) {
    ALL.stream()
        .filter(form -> form.types().contains(layer.getClass()))
        .findFirst()
        .ifPresentOrElse(
            form -> form.write().accept(layer, to),
            () -> to.problem(layer.label() + " has no counterpart in Keras"));
  }
}
