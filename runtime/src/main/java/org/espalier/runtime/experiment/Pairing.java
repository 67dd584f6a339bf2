package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.snapshot.Snapshot;

/** Compares the kept networks of an experiment. */
final class Pairing {
  private final Experiment experiment;
  private final ResultFolder folder;
  private final Json json;

  private record Kept(TrialResult result, Snapshot network) {}

  Pairing(Experiment experiment, ResultFolder folder, Json json) {
    this.experiment = experiment;
    this.folder = folder;
    this.json = json;
  }

  PairTable table() {
    Map<Map<String, String>, List<TrialResult>> bySetting = new LinkedHashMap<>();
    for (Trial trial : experiment.trials()) {
      TrialResult result = folder.find(trial.id(), true).orElseThrow(() -> missing(trial));
      List<TrialResult> here = bySetting.computeIfAbsent(trial.settings(), s -> new ArrayList<>());
      if (result.failure().isEmpty()) here.add(result);
    }
    List<PairResult> pairs = new ArrayList<>();
    bySetting.values().forEach(here -> pairs.addAll(pairs(here)));
    List<String> axes = List.copyOf(experiment.trials().get(0).settings().keySet());
    return new PairTable(experiment.name(), axes, pairs);
  }

  /** Only the networks of one setting are in memory at a time. */
  private List<PairResult> pairs(List<TrialResult> results) {
    List<Kept> all =
        results.stream().map(result -> new Kept(result, folder.network(result, json))).toList();
    List<PairResult> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) pairs.add(compare(all.get(i), all.get(j)));
    }
    return pairs;
  }

  private PairResult compare(Kept first, Kept second) {
    Map<String, String> settings = first.result.settings();
    long one = first.result.seed();
    long other = second.result.seed();
    Map<String, Double> numbers = new LinkedHashMap<>();
    try {
      for (Between b : experiment.between()) {
        numbers.putAll(b.of(first.network, second.network));
      }
    } catch (EspalierException e) {
      throw new EspalierException(
          "experiment '"
              + experiment.name()
              + "', "
              + settings
              + ", seeds "
              + one
              + " and "
              + other
              + ": "
              + e.getMessage(),
          e);
    }
    return new PairResult(settings, one, other, numbers);
  }

  private EspalierException missing(Trial trial) {
    return new EspalierException(
        "experiment '"
            + experiment.name()
            + "' has no kept network of "
            + trial
            + " in "
            + folder
            + ": run it first, with run(folder)");
  }
}
