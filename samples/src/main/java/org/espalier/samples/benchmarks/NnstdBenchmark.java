package org.espalier.samples.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.topology.Nnstd;

/**
 * Time of the distance between two square random layers, from masks to matching, ties included:
 * once of independent layers, once of a layer and itself after 5 % of its links were moved.
 * Settings: {@code --sizes=1000,4000}, {@code --density=0.01}, {@code --repeats=7} of each; a run
 * of the smallest comes before.
 */
public final class NnstdBenchmark {
  private static final double MOVED = 0.05;

  private NnstdBenchmark() {}

  /** Runs the benchmark and prints two lines for each kind of pair and size. */
  public static void main(String[] args) {
    Map<String, String> defaults = Map.of("sizes", "1000,4000", "density", "0.01", "repeats", "7");
    Arguments set = Arguments.of(args, defaults);
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    int[] sizes = Arrays.stream(set.text("sizes").split(",")).mapToInt(Integer::parseInt).toArray();
    System.out.print(run(sizes, Double.parseDouble(set.text("density")), set.number("repeats")));
    System.out.println("load after  " + Machine.load());
  }

  /** A table of seconds: medians with their intervals. */
  static String run(int[] sizes, double density, int repeats) {
    StringBuilder table = new StringBuilder();
    Random random = new Random(1);
    UnaryOperator<Nd> independent = mask -> layer(random, mask.dims()[0], density);
    UnaryOperator<Nd> moved = mask -> moved(random, mask);
    line(new StringBuilder(), "", random, sizes[0], density, 2, independent);
    for (int n : sizes) line(table, "independent", random, n, density, repeats, independent);
    for (int n : sizes) line(table, "5 % moved", random, n, density, repeats, moved);
    return table.toString();
  }

  private static void line(
      StringBuilder table,
      String what,
      Random random,
      int n,
      double density,
      int repeats,
      UnaryOperator<Nd> other) {
    double[] clock = new double[repeats];
    double[] spent = new double[repeats];
    double sum = 0;
    for (int i = 0; i < repeats; i++) {
      Nd one = layer(random, n, density);
      Nd two = other.apply(one);
      long began = System.nanoTime();
      long before = ProcessorTime.nanos();
      sum += Nnstd.distance(List.of(one), List.of(two)).mean();
      clock[i] = (System.nanoTime() - began) / 1e9;
      spent[i] = (ProcessorTime.nanos() - before) / 1e9;
    }
    String head = String.format(Locale.ROOT, "%-12s %5d²", what, n);
    table.append(head).append("  clock      ").append(Spread.of(clock)).append('\n');
    table.append(head).append("  processor  ").append(Spread.of(spent)).append('\n');
    table.append(
        String.format(Locale.ROOT, "%s  distance   %.4f on average%n", head, sum / repeats));
  }

  private static Nd layer(Random random, long n, double density) {
    Nd mask = Nd.zeros(n, n);
    for (int i = 0; i < mask.size(); i++) {
      if (random.nextDouble() < density) mask.data()[i] = 1;
    }
    return mask;
  }

  private static Nd moved(Random random, Nd mask) {
    Nd out = new Nd(mask.dims(), mask.data().clone());
    for (int i = 0; i < mask.size(); i++) {
      if (mask.data()[i] == 0 || random.nextDouble() >= MOVED) continue;
      out.data()[i] = 0;
      out.data()[random.nextInt(mask.size())] = 1;
    }
    return out;
  }
}
