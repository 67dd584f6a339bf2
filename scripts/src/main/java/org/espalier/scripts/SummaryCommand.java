package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.espalier.dsl.activation.Activations;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Summary;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.io.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espalier summary}: what a network is made of, without training it. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Prints a network's layers, shapes, parameters and multiply-accumulates.")
final class SummaryCommand implements Callable<Integer> {
  @Mixin private Answer answer;

  @Parameters(
      paramLabel = "NETWORK",
      description = "mlp, cnn, lenet5, or a file: .json or .espalier.kts.")
  private String network;

  @Option(
      names = "--input",
      split = ",",
      paramLabel = "N",
      description = "Shape of an example (default: 28,28,1).")
  private List<Long> input = List.of(28L, 28L, 1L);

  @Option(names = "--classes", paramLabel = "N", description = "Number of classes (default: 10).")
  private int classes = 10;

  @Option(names = "--activation", paramLabel = "NAME", description = "Of all hidden layers.")
  private String activation;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Also write the network's description as JSON.")
  private Path export;

  @Override
  public Integer call() {
    answer.atLeast("--classes", classes, 1);
    input.forEach(size -> answer.atLeast("--input", size, 1));
    Shape example = Shape.of(input.stream().mapToLong(i -> i).toArray());
    Network found = Networks.find(network, example, classes, answer);
    if (activation != null) {
      found = found.withHiddenActivation(answer.named(() -> Activations.named(activation)));
    }
    Summary summary = found.summary();
    answer.say(summary);
    if (export != null) AtomicFile.write(export, Json.standard().text(found) + "\n");
    answer.end(json(summary));
    return 0;
  }

  /** The table as JSON. */
  static ObjectNode json(Summary summary) {
    ObjectNode node = Answer.node();
    node.put("network", summary.network()).put("parameters", summary.parameters());
    node.put("state", summary.state()).put("macs", summary.macs()).put("bytes", summary.bytes());
    ArrayNode layers = node.putArray("layers");
    for (Summary.Row row : summary.rows()) {
      ObjectNode layer = layers.addObject().put("name", row.name()).put("layer", row.layer());
      ArrayNode from = layer.putArray("from");
      row.inputs().forEach(from::add);
      ArrayNode shape = layer.putArray("shape");
      row.shape().dims().forEach(dim -> add(shape, dim));
      layer.put("parameters", row.parameters()).put("state", row.state());
      layer.put("macs", row.macs()).put("shared", row.shared());
      if (row.possibleLinks() > 0) layer.put("links", row.links()).put("density", row.density());
    }
    return node;
  }

  private static void add(ArrayNode shape, org.espalier.dsl.tensor.Dim dim) {
    if (dim.known()) shape.add(dim.size());
    else shape.add(dim.toString());
  }
}
