package org.espalier.samples.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.LayerCores;
import org.espalier.dsl.init.Rewired;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;

/**
 * Time that one thread takes for initialisation beyond drawing, on square dense kernels. Settings:
 * {@code --sizes=1024,2048,4096}, {@code --repeats=5} of each; a run of the smallest comes before.
 */
public final class InitialisationBenchmark {
  private InitialisationBenchmark() {}

  /** Runs the benchmark and prints a line for each method and size. */
  public static void main(String[] args) {
    Map<String, String> defaults = Map.of("sizes", "1024,2048,4096", "repeats", "5");
    Arguments set = Arguments.of(args, defaults);
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    int[] sizes = Arrays.stream(set.text("sizes").split(",")).mapToInt(Integer::parseInt).toArray();
    System.out.print(run(sizes, set.number("repeats")));
  }

  /** A table of seconds: medians with their intervals. */
  static String run(int[] sizes, int repeats) {
    StringBuilder table = new StringBuilder();
    seconds(kernel(sizes[0]), 2, InitialisationBenchmark::rewire);
    for (int n : sizes) line(table, "rewiring", n, repeats, InitialisationBenchmark::rewire);
    seconds(kernel(sizes[0]), 2, InitialisationBenchmark::decompose);
    for (int n : sizes) line(table, "hypercores", n, repeats, InitialisationBenchmark::decompose);
    return table.toString();
  }

  private static void line(
      StringBuilder table, String what, int n, int repeats, Consumer<Nd> method) {
    double[][] seconds = seconds(kernel(n), repeats, method);
    table.append(
        String.format(Locale.ROOT, "%-12s %5d²  clock      %s%n", what, n, Spread.of(seconds[0])));
    table.append(
        String.format(Locale.ROOT, "%-12s %5d²  processor  %s%n", what, n, Spread.of(seconds[1])));
  }

  /** Seconds by the clock, and those the processors spent on this process. */
  private static double[][] seconds(Nd kernel, int repeats, Consumer<Nd> method) {
    double[][] seconds = new double[2][repeats];
    for (int i = 0; i < repeats; i++) {
      Nd copy = new Nd(kernel.dims(), kernel.data().clone());
      long began = System.nanoTime();
      long spent = ProcessorTime.nanos();
      method.accept(copy);
      seconds[0][i] = (System.nanoTime() - began) / 1e9;
      seconds[1][i] = (ProcessorTime.nanos() - spent) / 1e9;
    }
    return seconds;
  }

  private static Nd kernel(int n) {
    return new HeNormal().values(site(n));
  }

  private static Site site(long n) {
    return new Site("kernel", new long[] {n, n}, RandomSource.of(1, "kernel"));
  }

  /** Without the base's drawing: the base gives what is there. */
  private static void rewire(Nd kernel) {
    new Rewired(site -> kernel).values(site(kernel.dims()[0]));
  }

  /** Both graphs of a layer. */
  private static void decompose(Nd kernel) {
    LayerCores.of(kernel, 2, LayerCores.Side.INPUT);
  }
}
