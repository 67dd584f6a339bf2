package org.espalier.runtime.kotlindl.form;

import org.espalier.dsl.layer.Layer;

/** Makes a layer of its options in a Keras file. */
@FunctionalInterface
public interface LayerConverter {
  /**
   * The layer. Its parameters take the weights that the file holds for it in the order in which the
   * layer asks for them, trained ones first.
   */
  Layer read(LayerConfig config);
}
