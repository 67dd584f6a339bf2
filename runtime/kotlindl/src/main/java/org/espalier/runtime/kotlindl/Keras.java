package org.espalier.runtime.kotlindl;

import java.nio.file.Path;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Networks and weights from Keras, by {@link KerasImport#standard()}, and architectures to Keras.
 *
 * <pre>{@code
 * Snapshot trained = Keras.snapshot(Path.of("model.keras"));
 * try (Model model = Espalier.open(trained)) {
 *   float[][] p = model.predict(images);
 * }
 * }</pre>
 */
public final class Keras {
  private Keras() {}

  /** The architecture in a file; see {@link KerasImport#network(Path)}. */
  public static Network network(Path file) {
    return KerasImport.standard().network(file);
  }

  /** Network and weights of one file; see {@link KerasImport#snapshot(Path)}. */
  public static Snapshot snapshot(Path file) {
    return KerasImport.standard().snapshot(file);
  }

  /** Network of one file, weights of another; see {@link KerasImport#snapshot(Path, Path)}. */
  public static Snapshot snapshot(Path architecture, Path weights) {
    return KerasImport.standard().snapshot(architecture, weights);
  }
}
