package org.espalier.samples.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.Permutation;
import org.espalier.tf.Device;
import org.espalier.tf.Natives;

/**
 * Time from nothing described to the first training step done, once TensorFlow's library is loaded.
 * The first line is what a program that starts sees, with cold classes; the others show the same in
 * a JVM that has done it before. Settings: {@code --network=mlp}, {@code cnn} or {@code deep} (100
 * dense layers of 64); {@code --repeats=5}; {@code --byhand=false} to time the loop written by hand
 * instead; {@code --data=auto}.
 */
public final class FirstStepBenchmark {
  private static final int DEPTH = 100;
  private static final int BATCH = 128;

  private FirstStepBenchmark() {}

  /** Runs the benchmark and prints a line for each repetition. */
  public static void main(String[] args) {
    Arguments set =
        Arguments.of(
            args, Map.of("network", "mlp", "repeats", "5", "byhand", "false", "data", "auto"));
    Dataset data = BenchmarkData.load(set.text("data"));
    Natives.prepare();
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    for (int i = 0; i < set.number("repeats"); i++) {
      System.out.println(line(set.text("network"), set.flag("byhand"), data));
    }
    System.out.println("load after  " + Machine.load());
  }

  /** One repetition. */
  static String line(String name, boolean byHand, Dataset data) {
    int[] order = Permutation.identity(data.size());
    Compute compute = Compute.standard().on(Device.CPU);
    long cpu = ProcessorTime.nanos();
    long begin = System.nanoTime();
    Network network = network(name);
    long described = System.nanoTime();
    Snapshot start = Snapshot.initial(network, Workload.training(true));
    long initial = System.nanoTime();
    try (StepLoop loop = loop(name, byHand, start, data, compute)) {
      long opened = System.nanoTime();
      loop.step(order, 0, BATCH);
      long stepped = System.nanoTime();
      long used = ProcessorTime.nanos() - cpu;
      loop.step(order, 0, BATCH);
      long again = System.nanoTime();
      return String.format(
          Locale.ROOT,
          "%s %s: %.3f s to the first step, %.3f s of processors (describe %.3f, draw weights %.3f, open %.3f, first step"
              + " %.3f; second step %.3f), %d ops",
          name,
          loop.name(),
          (stepped - begin) / 1e9,
          used / 1e9,
          (described - begin) / 1e9,
          (initial - described) / 1e9,
          (opened - initial) / 1e9,
          (stepped - opened) / 1e9,
          (again - stepped) / 1e9,
          loop.nodes());
    }
  }

  private static StepLoop loop(
      String name, boolean byHand, Snapshot start, Dataset data, Compute compute) {
    return byHand
        ? new HandWrittenLoop(
            Workload.named(name), Variant.of("usual", true), start, data, BATCH, compute)
        : new EspalierLoop("espalier", start, data, compute);
  }

  private static Network network(String name) {
    return name.equals("deep") ? deep() : Workload.named(name).network();
  }

  private static Network deep() {
    VectorHandle x = Network.named("deep").image(28, 28, 1).flatten();
    for (int i = 1; i < DEPTH; i++) x = x.dense(64, new Relu());
    return x.dense(Workload.CLASSES).build();
  }
}
