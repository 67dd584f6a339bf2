package org.espalier.runtime.kotlindl.graph;

/** Names of networks. */
final class Names {
  private Names() {}

  /** Keras's name of a model with what no network's name may hold replaced. */
  static String network(String keras) {
    return keras.isBlank() ? "model" : keras.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
