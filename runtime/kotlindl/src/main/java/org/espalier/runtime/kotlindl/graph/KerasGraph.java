package org.espalier.runtime.kotlindl.graph;

import java.util.List;
import java.util.Set;

/**
 * A model as it stands in a file: a chain is already written out as a graph.
 *
 * @param name may be empty
 * @param path where it stands
 * @param layers inputs too, in the file's order
 * @param inputs the model's inputs, in order
 * @param outputs the model's outputs, in order
 */
record KerasGraph(
    String name, String path, List<KerasLayer> layers, List<Ref> inputs, List<Ref> outputs) {
  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");

  static boolean isModel(String className) {
    return MODELS.contains(className);
  }
}
