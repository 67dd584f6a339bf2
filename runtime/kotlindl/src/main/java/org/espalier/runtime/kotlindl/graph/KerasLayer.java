package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A layer as it stands in a file.
 *
 * @param name unique in its model
 * @param className Keras's class
 * @param config its options
 * @param path where the options stand
 * @param uses the inputs of each use; empty for an input
 * @param problems what its uses say that cannot be imported
 */
record KerasLayer(
    String name,
    String className,
    JsonNode config,
    String path,
    List<List<Ref>> uses,
    List<String> problems) {

  boolean isInput() {
    return className.equals("InputLayer");
  }

  /** A model used as a layer. */
  boolean isModel() {
    return KerasGraph.isModel(className);
  }
}
