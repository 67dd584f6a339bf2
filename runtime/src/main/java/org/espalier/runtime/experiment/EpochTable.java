package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.espalier.runtime.view.Table;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/** Metrics of every epoch for people: {@code epoch/3/strength} is {@code strength} in row 3. */
final class EpochTable {
  private EpochTable() {}

  static Table of(ResultTable results) {
    Map<Map<String, String>, TreeMap<Integer, Map<String, DescriptiveStatistics>>> values =
        new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>();
    for (TrialResult result : results.results()) {
      result
          .metrics()
          .forEach(
              (metric, value) -> {
                if (!metric.startsWith(Measurements.EPOCH)) return;
                String[] parts = metric.split("/", 3);
                names.add(parts[2]);
                values
                    .computeIfAbsent(result.settings(), s -> new TreeMap<>())
                    .computeIfAbsent(Integer.valueOf(parts[1]), e -> new LinkedHashMap<>())
                    .computeIfAbsent(parts[2], n -> new DescriptiveStatistics())
                    .addValue(value);
              });
    }
    List<String> header = new ArrayList<>(results.axes());
    header.add("epoch");
    header.addAll(names);
    List<List<?>> rows = new ArrayList<>();
    values.forEach(
        (settings, epochs) ->
            epochs.forEach(
                (epoch, here) -> {
                  List<Object> row = new ArrayList<>(settings.values());
                  row.add(epoch);
                  names.forEach(name -> row.add(cell(here.get(name))));
                  rows.add(row);
                }));
    return new Table(results.experiment() + ": after every epoch, mean ± sd", header, rows);
  }

  private static String cell(DescriptiveStatistics runs) {
    if (runs == null) return "";
    String mean = ResultTables.number(runs.getMean());
    return runs.getN() < 2 ? mean : mean + " ± " + ResultTables.number(runs.getStandardDeviation());
  }
}
