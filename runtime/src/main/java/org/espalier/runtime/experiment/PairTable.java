package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.json.Described;
import org.espalier.runtime.view.Table;
import org.espalier.runtime.view.Viewable;

/**
 * What an experiment's networks have between them: every two seeds of each setting.
 *
 * @param experiment its name
 * @param axes names of the settings
 * @param pairs those of one setting together, the earlier seed first; none with fewer than two
 *     seeds
 */
public record PairTable(String experiment, List<String> axes, List<PairResult> pairs)
    implements Described, Viewable {
  public PairTable {
    axes = List.copyOf(axes);
    pairs = List.copyOf(pairs);
  }

  /** Each number at each setting, in the experiment's order. */
  public List<PairSummary> rows() {
    Map<Map<String, String>, Map<String, List<Double>>> values = new LinkedHashMap<>();
    for (PairResult pair : pairs) {
      Map<String, List<Double>> here =
          values.computeIfAbsent(pair.settings(), s -> new LinkedHashMap<>());
      pair.numbers()
          .forEach((name, v) -> here.computeIfAbsent(name, n -> new ArrayList<>()).add(v));
    }
    List<PairSummary> rows = new ArrayList<>();
    values.forEach(
        (settings, here) ->
            here.forEach(
                (name, all) ->
                    rows.add(
                        PairSummary.of(
                            settings, name, all.stream().mapToDouble(v -> v).toArray()))));
    return rows;
  }

  /** A row for each number at each setting, for people. */
  public Table table() {
    List<String> header = new ArrayList<>(axes);
    header.addAll(List.of("between seeds", "pairs", "mean", "sd"));
    List<List<?>> cells = new ArrayList<>();
    for (PairSummary row : rows()) {
      List<Object> line = new ArrayList<>(row.settings().values());
      line.addAll(List.of(row.measured(), row.pairs()));
      line.add(ResultTables.number(row.mean()));
      line.add(ResultTables.number(row.standardDeviation()));
      cells.add(line);
    }
    return new Table(
        experiment + ": between the networks of every two seeds of a setting", header, cells);
  }

  /** A line for each pair: settings, both seeds, every number. */
  public String csv() {
    Set<String> names = new LinkedHashSet<>();
    pairs.forEach(pair -> names.addAll(pair.numbers().keySet()));
    List<List<?>> lines = new ArrayList<>();
    List<Object> header = new ArrayList<>(axes);
    header.addAll(List.of("first", "second"));
    header.addAll(names);
    lines.add(header);
    for (PairResult pair : pairs) {
      List<Object> line = new ArrayList<>(pair.settings().values());
      line.addAll(List.of(pair.first(), pair.second()));
      names.forEach(n -> line.add(ResultCsv.number(pair.numbers().getOrDefault(n, Double.NaN))));
      lines.add(line);
    }
    return ResultCsv.print(lines);
  }

  @Override
  public String html() {
    return table().html();
  }

  @Override
  public String toString() {
    return table().toString();
  }
}
