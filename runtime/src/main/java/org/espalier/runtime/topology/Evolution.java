package org.espalier.runtime.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.topology.Nnstd;
import org.espalier.dsl.topology.NnstdOptions;
import org.espalier.runtime.plot.Cells;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.plot.Series;
import org.espalier.runtime.view.Table;
import org.espalier.runtime.view.Viewable;
import org.espalier.runtime.view.Views;

/**
 * How the wiring of one or several trainings went on: the distance ({@link Nnstd}) of each stage to
 * each.
 *
 * @param stages in order; those of one run together
 * @param distances [stage][stage], symmetric, in [0, 1] (not copied)
 */
public record Evolution(List<Stage> stages, double[][] distances) implements Viewable {
  public Evolution {
    stages = List.copyOf(stages);
    Check.that(!stages.isEmpty(), "an evolution has at least one stage");
    Check.that(distances.length == stages.size(), "each stage has its row of distances");
  }

  /**
   * Compares all stages, on all cores.
   *
   * @throws org.espalier.dsl.error.EspalierException when two are of different layer sizes
   */
  public static Evolution of(List<Stage> stages, NnstdOptions options) {
    return new Evolution(
        stages, Nnstd.pairwise(stages.stream().map(Stage::wiring).toList(), options));
  }

  /** Compares all stages of several trainings. */
  public static Evolution of(TopologyLog... logs) {
    return of(
        Arrays.stream(logs).flatMap(log -> log.stages().stream()).toList(), NnstdOptions.PUBLISHED);
  }

  /** Distances of all stages to all as colours. */
  public Plot plotDistances() {
    List<String> names = names();
    Cells cells = Cells.of(distances).withRowNames(names).withColumnNames(names);
    return Plots.heatMap(
        "Distance of wirings", axis(), axis(), "NNSTD (no unit)", cells.withRange(0, 1));
  }

  private String axis() {
    return runs().size() == 1 ? "epoch" : "run and epoch";
  }

  private List<String> names() {
    boolean alone = runs().size() == 1;
    return stages.stream().map(s -> alone ? Long.toString(s.epoch()) : s.toString()).toList();
  }

  /** Distance from each run's start, and from the stage before, over epochs. */
  public Plot plotDrift() {
    List<Series> series = new ArrayList<>();
    runs()
        .forEach(
            (run, places) -> {
              double[] x = places.stream().mapToDouble(i -> stages.get(i).epoch()).toArray();
              int n = x.length;
              double[] start = new double[n];
              double[] step = new double[n];
              for (int k = 0; k < n; k++) {
                start[k] = distances[places.get(0)][places.get(k)];
                step[k] = k == 0 ? 0 : distances[places.get(k - 1)][places.get(k)];
              }
              String name = runs().size() == 1 ? "" : run + ", ";
              series.add(Series.line(name + "from the start", x, start));
              series.add(Series.dashed(name + "from the epoch before", x, step));
            });
    return Plots.curves("How far the wiring went", "epoch", "NNSTD (no unit)", series);
  }

  /**
   * Places in the plane whose distances are as close to those of the wirings as classical
   * multidimensional scaling makes them.
   *
   * @return [stage][2], centred
   */
  public double[][] embedding() {
    return Scaling.plane(distances);
  }

  /** The way of each run through the plane of {@link #embedding}. */
  public Plot plotEmbedding() {
    double[][] places = embedding();
    List<Series> series = new ArrayList<>();
    runs()
        .forEach(
            (run, members) ->
                series.add(
                    Series.line(
                        run,
                        members.stream().mapToDouble(i -> places[i][0]).toArray(),
                        members.stream().mapToDouble(i -> places[i][1]).toArray())));
    return Plots.curves("Wirings by distance", "first axis (NNSTD)", "second axis (NNSTD)", series);
  }

  /** Stages by run. */
  private Map<String, List<Integer>> runs() {
    return IntStream.range(0, stages.size())
        .boxed()
        .collect(
            Collectors.groupingBy(
                i -> stages.get(i).run(), LinkedHashMap::new, Collectors.toList()));
  }

  /** A row a stage: links, and how far it is from its run's start and from the stage before. */
  public Table table() {
    List<List<String>> rows = new ArrayList<>();
    runs()
        .forEach(
            (run, places) -> {
              for (int k = 0; k < places.size(); k++) {
                int at = places.get(k);
                long links =
                    stages.get(at).wiring().distinct().stream()
                        .mapToLong(layer -> layer.links().count())
                        .sum();
                rows.add(
                    List.of(
                        run,
                        Long.toString(stages.get(at).epoch()),
                        Numbers.of(links),
                        Numbers.of(distances[places.get(0)][at]),
                        k == 0 ? "" : Numbers.of(distances[places.get(k - 1)][at])));
              }
            });
    return new Table(
        "How the wiring went on (NNSTD)",
        List.of("run", "epoch", "links", "from the start", "from the epoch before"),
        rows);
  }

  @Override
  public String html() {
    return table().html()
        + Views.html(List.of(plotDistances(), plotDrift(), plotEmbedding())).orElseThrow();
  }

  @Override
  public String toString() {
    return table().caption() + "\n" + table();
  }
}
