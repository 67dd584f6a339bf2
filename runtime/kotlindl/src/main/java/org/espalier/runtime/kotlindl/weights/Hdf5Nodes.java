package org.espalier.runtime.kotlindl.weights;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Keras's files need of HDF5. */
final class Hdf5Nodes {
  private Hdf5Nodes() {}

  /** A text attribute, or a list of texts, also one that is cut into numbered parts. */
  static List<String> texts(Node node, String attribute) {
    Attribute whole = node.getAttributes().get(attribute);
    if (whole != null) return texts(whole);
    List<String> all = new ArrayList<>();
    for (int part = 0; node.getAttributes().get(attribute + part) != null; part++) {
      all.addAll(texts(node.getAttributes().get(attribute + part)));
    }
    return all;
  }

  private static List<String> texts(Attribute attribute) {
    Object data = attribute.getData();
    if (data instanceof String text) return List.of(text);
    if (data instanceof String[] several) return List.of(several);
    return List.of();
  }

  static boolean has(Node node, String attribute) {
    return node.getAttributes().containsKey(attribute)
        || node.getAttributes().containsKey(attribute + 0);
  }

  /** A group or dataset some levels down; links are not followed. */
  static Optional<Node> find(Group from, String path) {
    Node at = from;
    for (String name : path.split("/")) {
      Node next = at instanceof Group group ? group.getChildren().get(name) : null;
      if (next == null || next.isLink()) return Optional.empty();
      at = next;
    }
    return Optional.of(at);
  }

  static Optional<Dataset> dataset(Group from, String path) {
    return find(from, path).filter(Dataset.class::isInstance).map(Dataset.class::cast);
  }

  /** Numbers of any precision, row-major. */
  static double[] numbers(Dataset dataset) {
    Object flat = dataset.getDataFlat();
    if (!flat.getClass().isArray()) return new double[] {((Number) flat).doubleValue()};
    double[] out = new double[Array.getLength(flat)];
    for (int i = 0; i < out.length; i++) out[i] = ((Number) Array.get(flat, i)).doubleValue();
    return out;
  }
}
