package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.runtime.plot.Bar;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.view.Table;

/** Results for people: tables and a plot. */
final class ResultTables {
  private static final String UNKNOWN = "";

  private ResultTables() {}

  static Table table(ResultTable results) {
    List<String> header = new ArrayList<>(results.axes());
    header.addAll(List.of("runs", "failed", "trained", "mean", "sd", "95 % low", "95 % high"));
    List<List<?>> rows = new ArrayList<>();
    for (SettingSummary row : results.rows()) {
      List<Object> cells = new ArrayList<>(row.settings().values());
      cells.add(row.runs());
      cells.add(row.failed());
      cells.add(String.format(Locale.ROOT, "%.0f %%", 100 * row.trained()));
      cells.add(number(row.mean()));
      cells.add(number(row.standardDeviation()));
      cells.add(number(row.low()));
      cells.add(number(row.high()));
      rows.add(cells);
    }
    return new Table(results.experiment() + ": " + measured(results), header, rows);
  }

  /** What is summed up: {@code accuracy, trained from 0.2}. */
  private static String measured(ResultTable results) {
    return results.metric()
        + (results.threshold().isPresent()
            ? ", trained from " + results.threshold().getAsDouble()
            : "");
  }

  static Table comparisons(ResultTable results, String axis) {
    List<String> others = new ArrayList<>(results.axes());
    others.remove(axis);
    List<String> header = new ArrayList<>(others);
    header.addAll(List.of(axis, "against", "pairs", "difference"));
    header.addAll(List.of("t test p", "p (Holm)", "Wilcoxon p", "p (Holm) of it"));
    List<List<?>> rows = new ArrayList<>();
    for (Comparison c : results.comparisons(axis)) {
      List<Object> cells = new ArrayList<>();
      others.forEach(other -> cells.add(c.first().get(other)));
      cells.add(c.first().get(axis));
      cells.add(c.second().get(axis));
      cells.add(c.pairs());
      cells.add(number(c.difference()));
      for (double p : new double[] {c.t(), c.tHolm(), c.wilcoxon(), c.wilcoxonHolm()}) {
        cells.add(number(p));
      }
      rows.add(cells);
    }
    return new Table(
        results.experiment() + ": " + results.metric() + " by " + axis + ", paired by seed",
        header,
        rows);
  }

  static Plot plot(ResultTable results) {
    List<Bar> bars = new ArrayList<>();
    for (SettingSummary row : results.rows()) {
      if (Double.isNaN(row.mean())) continue;
      List<String> labels = new ArrayList<>(row.settings().values());
      String group = labels.size() > 1 ? labels.remove(labels.size() - 1) : "";
      Bar bar = Bar.of(name(labels), row.mean()).inGroup(group);
      bars.add(Double.isNaN(row.low()) ? bar : bar.withInterval(row.low(), row.high()));
    }
    String x = String.join(" · ", results.axes());
    return Plots.bars(
        results.experiment() + ": mean and 95 % confidence interval",
        x.isEmpty() ? "setting" : x,
        results.metric() + " (mean over seeds)",
        bars);
  }

  private static String name(List<String> labels) {
    return labels.isEmpty() ? "all" : String.join(" · ", labels);
  }

  static String number(double value) {
    return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.4f", value);
  }

  /** A setting in a line of text: {@code depth 50 · init heNormal}; numbers to four digits. */
  static String line(Map<String, ?> values) {
    List<String> parts = new ArrayList<>();
    values.forEach((name, value) -> parts.add(name + " " + text(value)));
    return String.join(" · ", parts);
  }

  private static String text(Object value) {
    return value instanceof Double d ? number(d) : value.toString();
  }
}
