package org.espalier.dsl.network;

import java.util.List;
import org.espalier.dsl.layer.Layer;

/**
 * One use of a layer in a network.
 *
 * @param name unique in the network; its output is tapped under it
 * @param layer what is computed
 * @param inputs names of inputs or earlier steps
 * @param weights where its parameters lie under the network; steps with the same place share them
 */
public record Step(String name, Layer layer, List<String> inputs, String weights) {
  public Step {
    inputs = List.copyOf(inputs);
  }

  /** A step with parameters of its own. */
  public Step(String name, Layer layer, List<String> inputs) {
    this(name, layer, inputs, name);
  }

  /** A copy with another layer. */
  public Step withLayer(Layer other) {
    return new Step(name, other, inputs, weights);
  }
}
