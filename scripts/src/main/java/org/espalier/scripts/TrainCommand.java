package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.fit.ProgressStyle;
import org.espalier.runtime.fit.ScheduledPass;
import org.espalier.runtime.report.ClassifierReport;
import org.espalier.runtime.sparse.SparseExecution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code espalier train}: trains a classifier, saves it, goes on with a saved one. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Trains a classifier and tells how well it does on the test examples.",
    footer = {
      "",
      "The file of --save is rewritten after every epoch and holds everything: after a crash,",
      "'espalier train --resume FILE' goes on to the same bits as an uninterrupted training.",
      "Options that are not given are then those of the file."
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private Answer answer;
  @Mixin private ComputeOptions compute;

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE",
      description = "mlp, cnn, lenet5; or .json, .espalier.kts.")
  private String network;

  @Option(names = "--data", paramLabel = "SPEC", description = "digits, mnist:DIR, cifar10:DIR.")
  private String data;

  @Option(names = "--epochs", paramLabel = "N", description = "Epochs in all (default: 3).")
  private Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Examples a step (default: 128).")
  private Integer batch;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random (default: 7).")
  private Long seed;

  @Option(names = "--activation", paramLabel = "NAME", description = "Of all hidden layers.")
  private String activation;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "adam, adamW, momentum, sgd (default: adam).")
  private String optimizer;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Learning rate to begin with (default: 0.001; momentum 0.01, sgd 0.1).")
  private Double rate;

  @Option(
      names = "--schedule",
      paramLabel = "constant|inverse",
      description = "The rate stays, or is divided by 1 + epochs done (default: inverse).")
  private Falling schedule;

  @Option(
      names = "--init",
      paramLabel = "NAME",
      description = {
        "How weight matrices start: he, glorot, autoInit, he+rewired, …",
        "hypercore: by he, and after one epoch anew from what it made of them."
      })
  private String init;

  @Option(
      names = "--sparse",
      paramLabel = "masked|linked|auto",
      description = {
        "How masked weights are kept: whole behind their masks (the default), by their links",
        "alone, or so below the density that 'doctor --sparse' found. A file keeps its form."
      })
  private SparseExecution sparse;

  @Option(names = "--save", paramLabel = "FILE", description = "Rewritten after every epoch.")
  private Path save;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Go on from a file; it is rewritten unless --save names another.")
  private Path resume;

  @Option(names = "--report", paramLabel = "FILE", description = "Write one HTML page about it.")
  private Path report;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    check();
    Path file = save != null ? save : resume;
    if (file != null) Writable.require(file);
    if (report != null) Writable.require(report);
    return resume == null ? begin(file) : goOn(file);
  }

  private void check() {
    if (epochs != null) answer.atLeast("--epochs", epochs, 0);
    if (batch != null) answer.atLeast("--batch", batch, 1);
    if (rate != null && !(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw answer.usage("--rate must be a number of at least 0, got " + rate, null);
    }
    if (resume != null && sparse != null) {
      throw answer.usage("--sparse is for a new training; the file keeps the form it has", null);
    }
    if (resume == null && (network == null || data == null)) {
      throw answer.usage(
          "give --network and --data, for example --network cnn --data digits; or --resume FILE",
          null);
    }
  }

  private Map<String, String> typed() {
    Map<String, String> all = new LinkedHashMap<>();
    put(all, Recipe.NETWORK, network);
    put(all, Recipe.DATA, data);
    put(all, Recipe.EPOCHS, epochs);
    put(all, Recipe.BATCH, batch);
    put(all, Recipe.SEED, seed);
    put(all, Recipe.ACTIVATION, activation);
    put(all, Recipe.OPTIMIZER, optimizer);
    put(all, Recipe.RATE, rate);
    put(all, Recipe.SCHEDULE, schedule);
    put(all, Recipe.INIT, init);
    return all;
  }

  private static void put(Map<String, String> all, String name, Object value) {
    if (value != null) all.put(name, value.toString());
  }

  private int begin(Path file) {
    Recipe recipe = Recipe.fresh(typed(), answer);
    TrainTest parts = DataSpec.parse(recipe.require(Recipe.DATA)).load();
    Network described = recipe.network(parts.train());
    Snapshot start = Snapshot.initial(described, recipe.training(parts.train()));
    Compute where = compute.compute(answer);
    SparseExecution form = sparse == null ? SparseExecution.MASKED : sparse;
    return train(recipe, form.of(start, where), parts, where, file);
  }

  private int goOn(Path file) {
    Snapshot start = Snapshot.load(resume);
    Recipe recipe = Recipe.resumed(typed(), start, answer);
    TrainTest parts = DataSpec.parse(recipe.require(Recipe.DATA)).load();
    recipe.check(resume, start, parts.train());
    Compute where =
        compute.compute(answer, recipe.recorded(Recipe.DEVICE), recipe.recorded(Recipe.THREADS));
    return train(recipe, start, parts, where, file);
  }

  private int train(Recipe recipe, Snapshot from, TrainTest parts, Compute where, Path file) {
    Map<String, String> provenance = new LinkedHashMap<>(from.provenance());
    provenance.putAll(recipe.provenance(parts.train(), where));
    Snapshot start = from.withProvenance(provenance);
    Dataset train = Networks.fitting(parts.train(), start.network());
    Dataset test = Networks.fitting(parts.test(), start.network());
    Fit fit =
        Fit.untilEpoch(recipe.number(Recipe.EPOCHS))
            .batch(recipe.number(Recipe.BATCH))
            .validation(test)
            .progress(quiet ? ProgressStyle.SILENT : ProgressStyle.AUTO);
    for (ScheduledPass pass : recipe.passes()) fit = fit.pass(pass);
    if (file != null) fit = fit.checkpoint(file);
    try (Model model = Espalier.open(start, where)) {
      long done = model.progress().epochs();
      if (done >= fit.epochs()) {
        answer.note().println("note: " + done + " epochs are done, so there is none to train");
      }
      History history = model.fit(train, fit);
      if (history.epochs().isEmpty() && save != null) model.snapshot().saveTo(save);
      Map<String, Double> result = result(model, test);
      if (report != null) {
        ClassifierReport.of(title(model), model, test).saveTo(report);
      }
      answer.say(text(result, model, file));
      answer.end(json(recipe, model, parts.train(), history, result, file));
      return 0;
    }
  }

  private static String title(Model model) {
    return "Training of " + model.network().name();
  }

  /** Loss and accuracy on the test examples, measured anew only where no epoch ended with it. */
  private static Map<String, Double> result(Model model, Dataset test) {
    List<Map<String, Double>> history = model.progress().history();
    Map<String, Double> last = history.isEmpty() ? Map.of() : history.get(history.size() - 1);
    Map<String, Double> result = new TreeMap<>();
    last.forEach(
        (name, value) -> {
          if (name.startsWith(Epoch.VALIDATION)) {
            result.put(name.substring(Epoch.VALIDATION.length()), value);
          }
        });
    return result.isEmpty() ? model.evaluate(test) : result;
  }

  private static String text(Map<String, Double> result, Model model, Path file) {
    return String.format(
        java.util.Locale.ROOT,
        "test accuracy %.4f, test loss %.4f after %d epochs; weights %s%s",
        result.getOrDefault("accuracy", Double.NaN),
        result.getOrDefault("loss", Double.NaN),
        model.progress().epochs(),
        model.weightsSha256(),
        file == null ? "" : "; saved as " + file);
  }

  private static ObjectNode json(
      Recipe recipe,
      Model model,
      Dataset train,
      History history,
      Map<String, Double> result,
      Path file) {
    ObjectNode node = Answer.node().put("network", model.network().name());
    Metrics.put(node, "test", result);
    node.put("seed", Long.parseLong(recipe.require(Recipe.SEED)));
    node.put("batch", recipe.number(Recipe.BATCH)).put("data", recipe.require(Recipe.DATA));
    ArrayNode epochs = node.putArray("epochs");
    List<Map<String, Double>> metrics = model.progress().history();
    for (int i = 0; i < metrics.size(); i++) epochs.add(epoch(i + 1, metrics.get(i), history));
    node.put("epochsDone", model.progress().epochs()).put("steps", model.progress().steps());
    node.put("parameters", model.network().summary().parameters());
    node.put("weightsSha256", model.weightsSha256());
    if (file != null) node.put("saved", file.toString());
    node.put("dataSha256", train.checksum());
    ObjectNode facts = node.putObject("provenance");
    model.snapshot().provenance().forEach(facts::put);
    return node;
  }

  /** An epoch's numbers; how fast it was is known for those of this run. */
  private static ObjectNode epoch(int number, Map<String, Double> metrics, History history) {
    ObjectNode node = Answer.node().put("number", number);
    Metrics.put(node, "", metrics);
    history.epochs().stream()
        .filter(e -> e.number() == number)
        .forEach(e -> node.put("seconds", e.seconds()).put("stepsPerSecond", e.stepsPerSecond()));
    return node;
  }
}
