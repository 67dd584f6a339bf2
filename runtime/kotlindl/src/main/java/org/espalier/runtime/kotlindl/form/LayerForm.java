package org.espalier.runtime.kotlindl.form;

import java.util.Set;
import java.util.function.BiConsumer;
import org.espalier.dsl.layer.Layer;

/**
 * One kind of layer on both sides.
 *
 * @param classNames Keras's names of it
 * @param types what is written by this form
 * @param read Keras's options → the layer
 * @param write the layer → Keras's options
 */
record LayerForm(
    Set<String> classNames,
    Set<Class<? extends Layer>> types,
    LayerConverter read,
    BiConsumer<Layer, LayerText> write) {

  /** One class on either side. */
  static <L extends Layer> LayerForm of(
      String className, Class<L> type, LayerConverter read, BiConsumer<L, LayerText> write) {
    return of(Set.of(className), type, read, write.andThen((layer, to) -> to.as(className)));
  }

  /** Several Keras classes; {@code write} names the one that fits. */
  static <L extends Layer> LayerForm of(
      Set<String> classNames, Class<L> type, LayerConverter read, BiConsumer<L, LayerText> write) {
    return new LayerForm(
        classNames, Set.of(type), read, (layer, to) -> write.accept(type.cast(layer), to));
  }

  /** A Keras class that is only read; what it becomes is written by another form. */
  static LayerForm readOnly(String className, LayerConverter read) {
    return new LayerForm(Set.of(className), Set.of(), read, (layer, to) -> {});
  }
}
