package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.fit.ScheduledPass;

/**
 * A grid of settings, times seeds; see {@link Experiment}. Unless told otherwise: seeds 0 … 4,
 * classification by Adam at 1e-3 on {@code digits} in batches of 128, 3 epochs, one thread a trial.
 */
public final class ExperimentBuilder {
  private final String name;
  private final List<Axis<?>> axes = new ArrayList<>();
  private long[] seeds = LongStream.range(0, 5).toArray();
  private Function<Point, Network> network;
  private Function<Point, Training> training = point -> Training.classification();
  private Function<Point, List<ScheduledPass>> passes = point -> List.of();
  private Function<Point, List<Measure>> measures = point -> List.of();
  private Function<Point, Optional<Beginning>> beginning = point -> Optional.empty();
  private Function<Point, String> data = point -> "digits";
  private Function<Point, Budget> budget = point -> Budget.epochs(3);
  private int batch = 128;
  private int threads = 1;
  private boolean keepsNetworks;
  private List<Between> between = List.of();

  ExperimentBuilder(String name) {
    this.name = name;
  }

  /**
   * Varies one more thing; the first axis varies slowest.
   *
   * @throws EspalierException when an axis has that name already
   */
  public ExperimentBuilder axis(Axis<?> axis) {
    if (axes.stream().anyMatch(a -> a.name().equals(axis.name()))) {
      throw new EspalierException(
          "experiment '" + name + "' has two axes '" + axis.name() + "'; rename one");
    }
    axes.add(axis);
    return this;
  }

  /** Seeds 0 … count − 1, the same for all settings, so that they can be compared in pairs. */
  public ExperimentBuilder seeds(int count) {
    Check.positive("seeds", count);
    return seeds(LongStream.range(0, count).toArray());
  }

  /** These seeds. */
  public ExperimentBuilder seeds(long... values) {
    seeds = values.clone();
    return this;
  }

  /** What is trained. */
  public ExperimentBuilder network(Function<Point, Network> described) {
    network = described;
    return this;
  }

  /** How it is trained; the seed is set for each trial. */
  public ExperimentBuilder training(Function<Point, Training> described) {
    training = described;
    return this;
  }

  /** Structure passes during training. */
  public ExperimentBuilder passes(Function<Point, List<ScheduledPass>> scheduled) {
    passes = scheduled;
    return this;
  }

  /**
   * Keeps each trained network beside its result, as a file that {@link
   * org.espalier.dsl.snapshot.Snapshot#load} reads.
   */
  public ExperimentBuilder keepNetworks() {
    keepsNetworks = true;
    return this;
  }

  /** What every two networks of a setting are compared by; keeps the networks. */
  public ExperimentBuilder between(Between... all) {
    between = List.of(all);
    return keepNetworks();
  }

  /** What else is measured of each trial's network; see {@link Measure}. */
  public ExperimentBuilder measure(Measure... all) {
    return measures(point -> List.of(all));
  }

  /** What trials begin from in place of their network as described. */
  public ExperimentBuilder beginning(Function<Point, Beginning> described) {
    beginning = point -> Optional.of(described.apply(point));
    return this;
  }

  /** What else is measured, by setting. */
  public ExperimentBuilder measures(Function<Point, List<Measure>> described) {
    measures = described;
    return this;
  }

  /** Data of all trials, as {@link org.espalier.runtime.data.DataSpec} reads it. */
  public ExperimentBuilder data(String spec) {
    return data(point -> spec);
  }

  /** Data by setting. */
  public ExperimentBuilder data(Function<Point, String> spec) {
    data = spec;
    return this;
  }

  /** How long each trial trains. */
  public ExperimentBuilder budget(Budget each) {
    return budget(point -> each);
  }

  /** How long trials train, by setting. */
  public ExperimentBuilder budget(Function<Point, Budget> each) {
    budget = each;
    return this;
  }

  /** Examples a step. */
  public ExperimentBuilder batch(int size) {
    batch = size;
    return this;
  }

  /** Threads each trial computes with. */
  public ExperimentBuilder threads(int each) {
    threads = each;
    return this;
  }

  /**
   * The experiment: the trials of the first seed at all places of the grid, then those of the next.
   *
   * @throws EspalierException when no network was given
   */
  public Experiment build() {
    if (network == null) {
      throw new EspalierException(
          "experiment '" + name + "' does not say what is trained: add network(point -> …)");
    }
    List<Trial> trials = new ArrayList<>();
    List<Point> grid = grid();
    Map<Point, Network> networks = new LinkedHashMap<>();
    grid.forEach(point -> networks.put(point, network.apply(point)));
    for (long seed : seeds) {
      for (Point point : grid) {
        trials.add(
            new Trial(
                point.settings(),
                networks.get(point),
                training.apply(point).seed(seed),
                data.apply(point),
                batch,
                budget.apply(point),
                threads,
                passes.apply(point),
                measures.apply(point),
                beginning.apply(point)));
      }
    }
    return new Experiment(name, trials, keepsNetworks, between);
  }

  private List<Point> grid() {
    List<Point> grid = List.of(new Point(Map.of()));
    for (Axis<?> axis : axes) {
      List<Point> more = new ArrayList<>();
      for (Point point : grid) {
        for (String label : axis.values().keySet()) more.add(point.with(axis, label));
      }
      grid = more;
    }
    return grid;
  }
}
