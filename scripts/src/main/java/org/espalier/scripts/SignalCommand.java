package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.espalier.dsl.activation.Activations;
import org.espalier.dsl.init.Initializers;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Shape;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.signal.MeasuredSignal;
import org.espalier.runtime.signal.Measurement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espalier signal}: what becomes of a signal in a network as it starts. */
@Command(
    name = "signal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints mean and variance at every layer of a new network, predicted and measured.")
final class SignalCommand implements Callable<Integer> {
  /** Examples of a data set that the nets see. */
  private static final int MOST = 1024;

  @Mixin private Answer answer;
  @Mixin private ComputeOptions compute;

  @Option(
      names = "--network",
      required = true,
      paramLabel = "NAME|FILE",
      description = "mlp, cnn, lenet5; or .json, .espalier.kts.")
  private String network;

  @Option(
      names = "--init",
      paramLabel = "NAME",
      description = "How weight matrices start: autoInit, he, he+rewired, …")
  private String init;

  @Option(names = "--activation", paramLabel = "NAME", description = "Of all hidden layers.")
  private String activation;

  @Option(
      names = "--data",
      paramLabel = "SPEC",
      description =
          "digits, or mnist:DIR: up to 1024 of its training examples"
              + " (default: normal numbers of mean 0, variance 1).")
  private String data;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Nets that are measured, of seeds 0 to N - 1 (default: 20).")
  private int seeds = 20;

  @Option(
      names = "--input",
      split = ",",
      paramLabel = "N",
      description = "Shape of an example where there are no data (default: 28,28,1).")
  private List<Long> input;

  @Option(
      names = "--training",
      description = "As while training: dropout drops, batch norm uses the batch.")
  private boolean training;

  @Option(
      names = "--published",
      description = "Predict by AutoInit's published rules, not by exact moments.")
  private boolean published;

  @Override
  public Integer call() {
    answer.atLeast("--seeds", seeds, 1);
    if (input != null) input.forEach(size -> answer.atLeast("--input", size, 1));
    if (input != null && data != null) {
      throw answer.usage("give --input or --data; data have a shape of their own", null);
    }
    Optional<Dataset> seen =
        Optional.ofNullable(data).map(spec -> DataSpec.parse(spec).load().train());
    Network found = describe(seen);
    SignalOptions options = new SignalOptions(Moment.STANDARD, training, !published);
    Compute where = compute.compute(answer);
    MeasuredSignal signal =
        seen.map(all -> Networks.fitting(all.take(Math.min(MOST, all.size())), found))
            .map(few -> MeasuredSignal.of(found, options, seeds, few, where))
            .orElseGet(() -> MeasuredSignal.of(found, options, seeds, where));
    answer.say(signal);
    answer.end(json(signal));
    return 0;
  }

  private Network describe(Optional<Dataset> seen) {
    long[] usual = {28, 28, 1};
    long[] example =
        seen.map(Dataset::inputShape)
            .orElse(input == null ? usual : input.stream().mapToLong(i -> i).toArray());
    int classes = seen.flatMap(s -> s.classes().stream().boxed().findFirst()).orElse(10);
    Network found = Networks.find(network, Shape.of(example), classes, answer);
    if (activation != null) {
      found = found.withHiddenActivation(answer.named(() -> Activations.named(activation)));
    }
    return init == null ? found : found.withInit(answer.named(() -> Initializers.named(init)));
  }

  private ObjectNode json(MeasuredSignal signal) {
    ObjectNode node = Answer.node().put("network", signal.network());
    if (init != null) node.put("init", init);
    node.put("data", signal.data()).put("seeds", signal.seeds());
    node.put("training", training).put("exact", !published);
    ArrayNode layers = node.putArray("layers");
    for (MeasuredSignal.Row row : signal.rows()) {
      ObjectNode layer = layers.addObject().put("name", row.name()).put("layer", row.layer());
      layer
          .putObject("predicted")
          .put("mean", row.predicted().mean())
          .put("variance", row.predicted().variance());
      ObjectNode measured = layer.putObject("measured");
      put(measured, "mean", row.mean());
      put(measured, "variance", row.variance());
    }
    ObjectNode notes = node.putObject("notes");
    signal.notes().forEach(notes::put);
    return node;
  }

  /** The mean over the nets, and under {@code nameDeviation} the spread between them. */
  private static void put(ObjectNode node, String name, Measurement measurement) {
    node.put(name, measurement.mean()).put(name + "Deviation", measurement.deviation());
  }
}
