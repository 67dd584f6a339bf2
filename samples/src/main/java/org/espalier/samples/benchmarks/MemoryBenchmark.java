package org.espalier.samples.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.Permutation;
import org.espalier.tf.Device;

/**
 * Resident memory over many steps of a small network, 16-16-4 on batches of 8. Settings: {@code
 * --steps=20000}, {@code --every=2000} steps a line, {@code --warmup=1000} steps before the first.
 */
public final class MemoryBenchmark {
  private static final int ROWS = 64;
  private static final int FEATURES = 16;
  private static final int CLASSES = 4;
  private static final int BATCH = 8;

  private MemoryBenchmark() {}

  /** Runs the benchmark and prints the series. */
  public static void main(String[] args) {
    Arguments set = Arguments.of(args, Map.of("steps", "20000", "every", "2000", "warmup", "1000"));
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    double growth = run(set.number("steps"), set.number("every"), set.number("warmup"));
    System.out.printf(Locale.ROOT, "growth      %.1f MB%n", growth);
  }

  /** Trains and prints; megabytes grown after the warm-up. */
  static double run(int steps, int every, int warmup) {
    print("before the network", resident());
    Network network =
        Network.named("small").vector(FEATURES).dense(16, new Relu()).dense(CLASSES).build();
    Snapshot start = Snapshot.initial(network, Workload.training(true));
    int[] order = Permutation.identity(ROWS);
    Compute compute = Compute.standard().on(Device.CPU);
    try (StepLoop loop = new EspalierLoop("espalier", start, rows(), compute)) {
      for (int s = 0; s < warmup; s++) loop.step(order, s * BATCH % ROWS, BATCH);
      double before = resident();
      print("after " + warmup + " warm-up steps", before);
      double last = before;
      for (int s = 1; s <= steps; s++) {
        loop.step(order, s * BATCH % ROWS, BATCH);
        if (s % every == 0 || s == steps) print("after " + s + " steps", last = resident());
      }
      return last - before;
    }
  }

  private static Dataset rows() {
    float[][] x = new float[ROWS][FEATURES];
    int[] y = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = i % CLASSES;
      for (int j = 0; j < FEATURES; j++) x[i][j] = j % CLASSES == y[i] ? 1 : (i * j % 7) / 7f;
    }
    return Dataset.of(x, y);
  }

  private static void print(String when, double megabytes) {
    System.out.printf(Locale.ROOT, "%-26s %8.1f MB resident%n", when, megabytes);
  }

  /** Megabytes of this process in memory, not swapped out, heap and native together. */
  private static double resident() {
    String line = Machine.first("/proc/self/status", "VmRSS:");
    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
  }
}
