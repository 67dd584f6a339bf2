package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.fit.InterruptedWorkException;

/** One call of {@code run}: what is missing, how long it takes, running it, the table. */
final class ExperimentRun {
  private final Experiment experiment;
  private final ResultFolder folder;
  private final TrialRunner runner;
  private final Consumer<String> progress;
  private final Map<String, TrialResult> results = new LinkedHashMap<>();

  ExperimentRun(
      Experiment experiment, ResultFolder folder, TrialRunner runner, Consumer<String> progress) {
    this.experiment = experiment;
    this.folder = folder;
    this.runner = runner;
    this.progress = progress;
  }

  ResultTable run() {
    List<Trial> missing = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Trial trial : experiment.trials()) {
      String id = trial.id();
      ids.add(id);
      folder
          .find(id, experiment.networks())
          .ifPresentOrElse(r -> results.put(id, r), () -> missing.add(trial));
    }
    if (!missing.isEmpty()) run(missing);
    return new ResultTable(experiment.name(), ids.stream().map(results::get).toList());
  }

  private void run(List<Trial> missing) {
    int all = experiment.trials().size();
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %d trials, %d of them done, results in %s",
            experiment.name(),
            all,
            results.size(),
            folder));
    try {
      progress.accept(
          "estimated time for the other "
              + missing.size()
              + ": "
              + duration(runner.estimateSeconds(missing)));
      runner.run(missing, experiment.networks(), this::finished);
    } catch (InterruptedWorkException e) {
      throw new ExperimentInterruptedException(results.size(), all, folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentInterruptedException(results.size(), all, folder, e);
    }
  }

  private void finished(FinishedTrial trial) {
    TrialResult result = trial.result();
    if (experiment.networks() && result.failure().isEmpty() && trial.network().isEmpty()) {
      throw new EspalierException(
          "experiment '"
              + experiment.name()
              + "' keeps networks, but its runner "
              + runner
              + " gave trial "
              + result.settings()
              + " seed "
              + result.seed()
              + " without one: a runner gives new FinishedTrial(result, Optional.of(network))"
              + " where networks are asked for");
    }
    folder.write(trial);
    results.put(result.trial(), result);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d/%d %s seed %d: %s · %.1f s",
            results.size(),
            experiment.trials().size(),
            ResultTables.line(result.settings()),
            result.seed(),
            result.failure().orElseGet(() -> ResultTables.line(judged(result.metrics()))),
            result.seconds()));
  }

  /** Loss and metrics; what else was measured where there are none. */
  private static Map<String, Double> judged(Map<String, Double> metrics) {
    Map<String, Double> judged = new LinkedHashMap<>(metrics);
    judged.keySet().removeIf(name -> name.contains("/"));
    return judged.isEmpty() ? metrics : judged;
  }

  private static String duration(double seconds) {
    if (seconds < 90) return String.format(Locale.ROOT, "%.0f s", seconds);
    if (seconds < 90 * 60) return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
