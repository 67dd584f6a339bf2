package org.espalier.scripts;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.zoo.Architecture;
import org.espalier.dsl.zoo.Zoo;
import org.espalier.runtime.data.Dataset;
import org.espalier.scripts.host.Scripts;

/** Networks as they are named on a command line, and how data fit them. */
final class Networks {
  private Networks() {}

  /**
   * A built-in network, or the one that a file describes.
   *
   * @param text a name; or the path of a JSON file or a script, which exists or ends in {@code
   *     .json}, {@code .espalier.kts}
   */
  static Network find(String text, Shape example, int classes, Answer answer) {
    if (Scripts.isEspalier(Path.of(text))) return run(Path.of(text), answer);
    if (text.endsWith(".json") || Files.isRegularFile(Path.of(text))) return read(Path.of(text));
    Architecture found = answer.named(() -> Zoo.named(text));
    return found.describe(example, classes);
  }

  private static Network run(Path script, Answer answer) {
    Object end = new Scripts(System.getenv(), answer.note()).run(script, List.of());
    if (end instanceof Network network) return network;
    throw new EspalierException(
        script
            + " ends in "
            + (end == null ? "nothing" : "a value of class " + end.getClass().getName())
            + ", not in a network; let its last line be the network, for example"
            + " network(\"mine\") { image(28, 28, 1); flatten(); dense(10) }");
  }

  private static Network read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new EspalierException("no such file: " + file, e);
    } catch (CharacterCodingException e) {
      throw new EspalierException(file + " is no text in UTF-8, and so no JSON", e);
    } catch (IOException e) {
      throw new EspalierException("cannot read " + file + ": " + e.getMessage(), e);
    }
    try {
      Network network = Json.standard().read(text, Network.class);
      network.summary();
      return network;
    } catch (JsonError e) {
      throw new EspalierException(file + " describes no network: " + e.getMessage(), e);
    }
  }

  /**
   * The data under the input shape of a network that takes as many numbers, and with no more
   * classes than it has outputs.
   */
  static Dataset fitting(Dataset data, Network network) {
    int outputs = outputs(network);
    int classes = data.classes().orElse(0);
    if (classes > outputs && outputs > 0) {
      throw new EspalierException(
          "network '"
              + network.name()
              + "' has "
              + outputs
              + " outputs, but data set '"
              + data.name()
              + "' has "
              + classes
              + " classes; end the network with dense("
              + classes
              + ")");
    }
    if (network.inputs().size() != 1 || data.inputs().size() != 1) return data;
    InputSpec input = network.inputs().get(0);
    Shape row = input.type().shape().without(0);
    Shape have = Shape.of(data.inputShape());
    boolean reshape = row.known() && !row.equals(have) && row.size().equals(have.size());
    return reshape ? data.withInputShape(row.toArray()) : data;
  }

  /** Size of the last axis of the first output; 0 where it is not known. */
  private static int outputs(Network network) {
    Shape shape = network.summary().shape(network.outputs().get(0));
    Dim last = shape.rank() == 0 ? Dim.of(0) : shape.last();
    return last.known() ? (int) last.size() : 0;
  }
}
