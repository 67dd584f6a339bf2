package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.json.Json;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.view.Table;

/**
 * What an experiment gave: every trial's result, and one metric of them summed up by setting. Equal
 * results give equal tables and texts, however often the experiment was interrupted.
 *
 * @param experiment its name
 * @param metric that is summed up: {@code accuracy} at first
 * @param threshold from which a run counts as trained; empty: every run that gave a number does
 * @param results of all trials, in the experiment's order
 */
public record ResultTable(
    String experiment, String metric, OptionalDouble threshold, List<TrialResult> results)
    implements Described {
  private static final String ACCURACY = "accuracy";

  public ResultTable {
    results = List.copyOf(results);
    Check.that(!results.isEmpty(), "experiment '%s' has no results", experiment);
  }

  /** Of accuracy on the test examples, without a threshold. */
  public ResultTable(String experiment, List<TrialResult> results) {
    this(experiment, ACCURACY, OptionalDouble.empty(), results);
  }

  /**
   * The same results by another metric, without a threshold, which is of one metric alone.
   *
   * @throws EspalierException when no result has it, with those there are
   */
  public ResultTable by(String other) {
    TreeSet<String> known = new TreeSet<>();
    results.forEach(r -> known.addAll(r.metrics().keySet()));
    if (other.equals(metric)) return this;
    if (known.contains(other))
      return new ResultTable(experiment, other, OptionalDouble.empty(), results);
    throw new EspalierException(
        "experiment '"
            + experiment
            + "' measured no '"
            + other
            + "'"
            + Near.hint(other, known)
            + "; it measured "
            + known);
  }

  /** The same with runs counted as trained from a value of the metric on. */
  public ResultTable trainedFrom(double least) {
    return new ResultTable(experiment, metric, OptionalDouble.of(least), results);
  }

  /** Names of the settings, in order. */
  public List<String> axes() {
    return List.copyOf(results.get(0).settings().keySet());
  }

  /** The metric at each setting, in the experiment's order. */
  public List<SettingSummary> rows() {
    List<SettingSummary> rows = new ArrayList<>();
    bySetting()
        .forEach(
            (settings, runs) -> {
              double[] values = runs.stream().mapToDouble(r -> r.metric(metric)).toArray();
              rows.add(SettingSummary.of(settings, values, threshold));
            });
    return rows;
  }

  private Map<Map<String, String>, List<TrialResult>> bySetting() {
    Map<Map<String, String>, List<TrialResult>> bySetting = new LinkedHashMap<>();
    for (TrialResult r : results) {
      bySetting.computeIfAbsent(r.settings(), s -> new ArrayList<>()).add(r);
    }
    return bySetting;
  }

  /** Paired tests of every setting with every other, corrected together. */
  public List<Comparison> comparisons() {
    return compare(axes());
  }

  /**
   * Paired tests of settings that differ on one axis alone, corrected together: fewer questions,
   * hence more power than {@link #comparisons()}.
   *
   * @throws EspalierException for an unknown axis
   */
  public List<Comparison> comparisons(String axis) {
    if (axes().contains(axis)) return compare(List.of(axis));
    throw new EspalierException(
        "experiment '" + experiment + "' does not vary '" + axis + "'; it varies " + axes());
  }

  private List<Comparison> compare(List<String> free) {
    List<PairedTests.Sample> samples = new ArrayList<>();
    bySetting().forEach((settings, runs) -> samples.add(sample(settings, runs)));
    List<List<PairedTests.Sample>> pairs = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      for (int j = i + 1; j < samples.size(); j++) {
        Map<String, String> first = new LinkedHashMap<>(samples.get(i).settings());
        Map<String, String> second = new LinkedHashMap<>(samples.get(j).settings());
        first.keySet().removeAll(free);
        second.keySet().removeAll(free);
        if (first.equals(second)) pairs.add(List.of(samples.get(i), samples.get(j)));
      }
    }
    return PairedTests.compare(pairs);
  }

  private PairedTests.Sample sample(Map<String, String> settings, List<TrialResult> runs) {
    SortedMap<Long, Double> bySeed = new TreeMap<>();
    for (TrialResult r : runs) {
      if (!Double.isNaN(r.metric(metric))) bySeed.put(r.seed(), r.metric(metric));
    }
    return new PairedTests.Sample(settings, bySeed);
  }

  /** A row for each setting, for people. */
  public Table table() {
    return ResultTables.table(this);
  }

  /** What measures of every epoch said, a row for each setting and epoch; for people. */
  public Table epochTable() {
    return EpochTable.of(this);
  }

  /** Paired tests on an axis, for people. */
  public Table comparisonTable(String axis) {
    return ResultTables.comparisons(this, axis);
  }

  /** Means with 95 % confidence intervals as bars, coloured by the last axis. */
  public Plot plot() {
    return ResultTables.plot(this);
  }

  /** A line for each setting, with a header; an unknown number is an empty cell. */
  public String csv() {
    return ResultCsv.settings(this);
  }

  /** A line for each trial: settings, seed, every metric, epochs, steps, seconds, failure. */
  public String trialsCsv() {
    return ResultCsv.trials(this);
  }

  /** Settings summed up and paired tests of all settings, as indented JSON. */
  public String json() {
    return Json.standard().text(new Report(experiment, metric, threshold, rows(), comparisons()));
  }

  private record Report(
      String experiment,
      String metric,
      OptionalDouble threshold,
      List<SettingSummary> settings,
      List<Comparison> comparisons) {}

  @Override
  public String toString() {
    return table().toString();
  }
}
