package org.espalier.runtime.kotlindl.graph;

import java.util.List;

/**
 * Where a layer's weights lie.
 *
 * @param name Keras's name of the layer
 * @param className Keras's class
 * @param path of its variables, with the network's name
 * @param inside for a model used as a layer, its layers
 */
public record Place(String name, String className, String path, List<Place> inside) {
  public Place {
    inside = List.copyOf(inside);
  }
}
