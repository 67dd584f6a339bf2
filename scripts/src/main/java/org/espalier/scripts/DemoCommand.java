package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.BuiltinDigits;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.report.ClassifierReport;
import org.espalier.runtime.report.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espalier demo}: the whole way once, with nothing but this program. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a small network on digits drawn by code; learns a structure from them without their",
      "labels and trains that too; lets a sparse network choose its links; and writes a report.",
      "The page report.html shows learning curves, confusion matrix, predictions, filters, what",
      "units of the learned structure look at, and how the sparse network's wiring changes."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int BATCH = 64;

  @Mixin private Answer answer;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write (default: demo).")
  private Path out = Path.of("demo");

  @Option(names = "--epochs", paramLabel = "N", description = "Epochs (default: 4).")
  private int epochs = 4;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default: 7).")
  private long seed = Training.SEED;

  @Option(names = "--data", hidden = true, description = "Other digits.")
  private String data = "digits";

  @Override
  public Integer call() {
    answer.atLeast("--epochs", epochs, 1);
    Path report = out.resolve("report.html");
    Path saved = out.resolve("digits.espalier");
    Writable.require(report);
    Writable.require(saved);
    long began = System.nanoTime();
    Network network = describe();
    answer.say(network.summary());
    answer.say("");
    TrainTest digits = DataSpec.parse(data).load();
    Training training = Training.classification().seed(seed);
    Recipe recipe =
        Recipe.fresh(
            Map.of(
                Recipe.DATA, data,
                Recipe.BATCH, Integer.toString(BATCH),
                Recipe.SCHEDULE, "constant",
                Recipe.SEED, Long.toString(seed),
                Recipe.EPOCHS, Integer.toString(epochs)),
            answer);
    Compute compute = Compute.standard();
    Snapshot start =
        Snapshot.initial(network, training)
            .withProvenance(recipe.provenance(digits.train(), compute));
    try (Model model = Espalier.open(start, compute)) {
      model.fit(
          digits.train(), Fit.epochs(epochs).batch(BATCH).validation(digits.test()).progress());
      Map<String, Double> result = model.evaluate(digits.test());
      model.snapshot().saveTo(saved);
      HtmlReport.Builder page = HtmlReport.titled("Espalier demo");
      ClassifierReport.add(page, model, digits.test());
      ObjectNode learned = new StructureDemo(digits, training, compute).run(page, answer);
      page.build().saveTo(report);
      tell(model, result, learned, report, saved, (System.nanoTime() - began) / 1e9);
    }
    return 0;
  }

  /** A small network for pictures of digits. */
  static Network describe() {
    return Network.named("digits")
        .image(BuiltinDigits.SIDE, BuiltinDigits.SIDE, 1)
        .conv2d(new Conv2d(16, 5, new Relu()).same())
        .maxPool(2)
        .conv2d(new Conv2d(32, 5, new Relu()).same())
        .maxPool(2)
        .flatten()
        .dense(64, new Relu())
        .dense(BuiltinDigits.CLASSES)
        .init(new HeNormal())
        .build();
  }

  private void tell(
      Model model,
      Map<String, Double> result,
      ObjectNode structure,
      Path report,
      Path saved,
      double seconds) {
    double accuracy = result.get("accuracy");
    String sha = model.weightsSha256();
    answer.say(
        String.format(
            Locale.ROOT,
            "test accuracy %.4f after %.0f s%nmodel   %s%nreport  %s",
            accuracy,
            seconds,
            saved,
            report));
    ObjectNode node = Answer.node().put("network", model.network().name());
    Metrics.put(node, "test", result);
    node.put("epochsDone", model.progress().epochs()).put("seed", seed).put("seconds", seconds);
    node.put("parameters", model.network().summary().parameters());
    node.put("report", report.toAbsolutePath().normalize().toString());
    node.put("saved", saved.toAbsolutePath().normalize().toString());
    node.put("weightsSha256", sha);
    node.setAll(structure);
    ObjectNode facts = node.putObject("provenance");
    model.snapshot().provenance().forEach(facts::put);
    answer.end(node);
  }
}
