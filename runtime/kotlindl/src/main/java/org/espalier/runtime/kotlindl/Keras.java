package org.espalier.runtime.kotlindl;

import java.nio.file.Path;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.io.AtomicFile;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.graph.Architecture;

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

  /**
   * A network as JSON, for {@code keras.models.model_from_json} of Keras 2 and 3: a Sequential model
   * where it is a chain, else a Functional one. What is read back is equal to the network, except
   * that
   *
   * <ul>
   *   <li>the initializer of most kernels is the network's policy,
   *   <li>steps that share weights are named after the layer they share, a network in a {@code
   *       Block} after its step, and unknown sizes after their input,
   *   <li>{@code Dense.atEveryPosition} is said only of inputs that need it.
   * </ul>
   *
   * @throws KerasException naming every layer, activation, initializer and parametrization that
   *     Keras does not have
   */
  public static String json(Network network) {
    return Architecture.write(network);
  }

  /** Writes {@link #json} to a file, whole or not at all. */
  public static void write(Network network, Path file) {
    AtomicFile.write(file, json(network));
  }
}
