package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.espalier.dsl.json.Json;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.LocalRunner;
import org.espalier.runtime.experiment.NamedExperiment;
import org.espalier.runtime.experiment.PairTable;
import org.espalier.runtime.experiment.ResultTable;
import org.espalier.runtime.io.AtomicFile;
import org.espalier.runtime.view.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espalier experiment}: runs an experiment that has a name. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs an experiment, over several seeds, and tells its results with their spread.",
    footer = {
      "",
      "Each finished trial is kept in DIR/trials at once: stopped, the same command goes on from",
      "there, to the same table. DIR then holds settings.csv, trials.csv, results.json and",
      "results.svg; of experiments that compare the networks of every two seeds, the networks in",
      "DIR/trials and pairs.csv, too. Without NAME, it lists the experiments there are."
    })
final class ExperimentCommand implements Callable<Integer> {
  @Mixin private Answer answer;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "For example depth.")
  private String name;

  @Option(
      names = "--full",
      description = "The large grid; else one that takes about an hour on two cores.")
  private boolean full;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results are kept (default: experiments/NAME).")
  private Path out;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Runs of each setting (default: the experiment's own).")
  private Integer seeds;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What to sum up, one that trials.csv has (default: the experiment's own).")
  private String metric;

  @Override
  public Integer call() {
    if (name == null) return list();
    if (seeds != null) answer.atLeast("--seeds", seeds, 1);
    NamedExperiment named = answer.named(() -> NamedExperiment.named(name));
    Experiment experiment = named.experiment(full, seeds == null ? named.seeds() : seeds);
    Path folder = out == null ? Path.of("experiments", experiment.name()) : out;
    Writable.require(folder.resolve("results.json"));
    ResultTable judged =
        named.judged(experiment.run(folder.resolve("trials"), new LocalRunner(), this::note));
    ResultTable results = metric == null ? judged : answer.named(() -> judged.by(metric));
    write(folder, results);
    answer.say(results.table());
    answer.say("");
    answer.say(results.comparisonTable(named.compared()));
    Table epochs = results.epochTable();
    if (!epochs.rows().isEmpty()) say(epochs);
    Optional<PairTable> pairs = pairs(experiment, folder);
    pairs.ifPresent(found -> say(found.table()));
    answer.say("all of it is in " + folder);
    ObjectNode node = Answer.node().put("experiment", results.experiment());
    node.put("metric", results.metric()).put("folder", folder.toString());
    node.set("settings", Json.standard().write(results.rows()));
    node.set("comparisons", Json.standard().write(results.comparisons(named.compared())));
    pairs.ifPresent(found -> node.set("pairs", Json.standard().write(found.rows())));
    answer.end(node);
    return 0;
  }

  /** What the kept networks have between them, where the experiment compares them. */
  private static Optional<PairTable> pairs(Experiment experiment, Path folder) {
    if (experiment.between().isEmpty()) return Optional.empty();
    PairTable pairs = experiment.pairs(folder.resolve("trials"));
    AtomicFile.write(folder.resolve("pairs.csv"), pairs.csv());
    return Optional.of(pairs);
  }

  private void say(Table table) {
    answer.say("");
    answer.say(table.caption());
    answer.say(table);
  }

  private int list() {
    ObjectNode node = Answer.node();
    for (NamedExperiment e : NamedExperiment.all()) {
      answer.say(e.name() + "  " + e.summary());
      node.put(e.name(), e.summary());
    }
    answer.end(node);
    return 0;
  }

  private void note(String line) {
    PrintWriter notes = answer.note();
    notes.println(line);
    notes.flush();
  }

  private static void write(Path folder, ResultTable results) {
    AtomicFile.write(folder.resolve("settings.csv"), results.csv());
    AtomicFile.write(folder.resolve("trials.csv"), results.trialsCsv());
    AtomicFile.write(folder.resolve("results.json"), results.json() + "\n");
    boolean measured = results.rows().stream().anyMatch(row -> !Double.isNaN(row.mean()));
    if (measured) results.plot().saveTo(folder.resolve("results.svg"));
  }
}
