package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;

/** Results as comma-separated values. */
final class ResultCsv {
  private static final List<String> SUMMARY =
      List.of("runs", "failed", "trained", "mean", "standardDeviation", "low95", "high95");

  private ResultCsv() {}

  static String settings(ResultTable table) {
    List<List<?>> lines = new ArrayList<>();
    lines.add(joined(table.axes(), SUMMARY));
    for (SettingSummary row : table.rows()) {
      lines.add(
          joined(
              row.settings().values(),
              List.of(
                  row.runs(),
                  row.failed(),
                  number(row.trained()),
                  number(row.mean()),
                  number(row.standardDeviation()),
                  number(row.low()),
                  number(row.high()))));
    }
    return print(lines);
  }

  static String trials(ResultTable table) {
    Set<String> metrics = new TreeSet<>();
    table.results().forEach(r -> metrics.addAll(r.metrics().keySet()));
    List<List<?>> lines = new ArrayList<>();
    List<Object> header = joined(table.axes(), List.of("seed"));
    header.addAll(metrics);
    header.addAll(List.of("epochs", "steps", "seconds", "failure"));
    lines.add(header);
    for (TrialResult r : table.results()) {
      List<Object> line = joined(r.settings().values(), List.of(r.seed()));
      metrics.forEach(m -> line.add(number(r.metric(m))));
      line.addAll(List.of(r.epochs(), r.steps(), r.seconds(), r.failure().orElse("")));
      lines.add(line);
    }
    return print(lines);
  }

  private static List<Object> joined(Iterable<?> first, List<?> second) {
    List<Object> all = new ArrayList<>();
    first.forEach(all::add);
    all.addAll(second);
    return all;
  }

  static Object number(double value) {
    return Double.isNaN(value) ? "" : value;
  }

  static String print(List<List<?>> lines) {
    StringBuilder text = new StringBuilder();
    for (List<?> line : lines) text.append(CSVFormat.DEFAULT.format(line.toArray())).append('\n');
    return text.toString();
  }
}
