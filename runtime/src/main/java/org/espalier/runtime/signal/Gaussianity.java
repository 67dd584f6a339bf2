package org.espalier.runtime.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.view.Table;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/**
 * How far the values of steps are from normal ones, over random nets and for each example alone:
 * Kolmogorov–Smirnov distances, which are 0 for a law that is the same and at most 1. All units of
 * a step count as draws of one law. Values of n independent draws of that very law are about
 * 0.87/√n away from it. After Wolinski and Arbel, arXiv:2205.12379.
 *
 * @param rows one for each step, in the order asked for
 */
public record Gaussianity(List<Row> rows) {
  /**
   * One step; means over the examples.
   *
   * @param step its name
   * @param distance from the normal law of mean 0 and variance 1
   * @param shape distance from the normal law of the values' own mean and variance
   * @param variance of the values
   */
  public record Row(String step, double distance, double shape, double variance) {}

  public Gaussianity {
    rows = List.copyOf(rows);
  }

  /**
   * Starts a description from many seeds and lets each net see the same examples.
   *
   * @param steps whose values are looked at
   * @param firstSeed of the nets, which have this seed and those that follow
   * @param nets how many, at least 1
   * @param examples at least one; each counts for itself
   * @throws EspalierException when there is no such step
   */
  public static Gaussianity of(
      Network network,
      List<String> steps,
      long firstSeed,
      int nets,
      Dataset examples,
      Compute compute) {
    Check.positive("nets", nets);
    for (String step : steps) require(network, step);
    Map<String, List<double[]>> values = new LinkedHashMap<>();
    try (RandomNets random =
        new RandomNets(
            network,
            SignalOptions.PUBLISHED,
            (step, value) -> steps.contains(step) ? Map.of(step, value) : Map.of(),
            compute)) {
      for (int n = 0; n < nets; n++) {
        random.on(
            examples,
            firstSeed + n,
            size -> {
              for (String step : steps) {
                values.computeIfAbsent(step, s -> new ArrayList<>()).add(random.numbers(step));
              }
            });
      }
    }
    return new Gaussianity(
        steps.stream().map(s -> row(s, values.get(s), nets, examples.size())).toList());
  }

  private static void require(Network network, String step) {
    if (network.step(step).isPresent()) return;
    throw new EspalierException(
        "network '"
            + network.name()
            + "' has no step '"
            + step
            + "' to look at; there are "
            + network.steps().stream().map(s -> s.name()).toList());
  }

  /** Batches of all nets, one net after the other; rows of a batch are examples. */
  private static Row row(String step, List<double[]> batches, int nets, int examples) {
    double[] all = batches.stream().flatMapToDouble(Arrays::stream).toArray();
    int units = all.length / nets / examples;
    double distance = 0;
    double shape = 0;
    double variance = 0;
    for (int e = 0; e < examples; e++) {
      double[] law = new double[nets * units];
      for (int n = 0; n < nets; n++) {
        System.arraycopy(all, (n * examples + e) * units, law, n * units, units);
      }
      distance += distance(new NormalDistribution(), law) / examples;
      shape += shape(law) / examples;
      variance += StatUtils.variance(law) / examples;
    }
    return new Row(step, distance, shape, variance);
  }

  private static double distance(NormalDistribution law, double[] values) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(law, values);
  }

  /** Values that are all the same have no shape; they are as far as can be. */
  private static double shape(double[] values) {
    double deviation = Math.sqrt(StatUtils.variance(values));
    if (!(deviation > 0)) return 1;
    return distance(new NormalDistribution(StatUtils.mean(values), deviation), values);
  }

  /** One row a step. */
  public Table table() {
    return new Table(
        "Distance from normal",
        List.of("step", "from mean 0, variance 1", "shape alone", "variance"),
        rows.stream()
            .map(r -> List.of(r.step, text(r.distance), text(r.shape), Figure.of(r.variance)))
            .toList());
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  @Override
  public String toString() {
    return table().toString();
  }
}
