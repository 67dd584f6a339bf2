package org.espalier.samples.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Evidence;
import org.espalier.dsl.structure.GradientGrowth;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;

/**
 * Time to plan and to apply structure passes on a masked mlp 784-…-10 beside an epoch of its
 * training on 60,000 examples. Settings: {@code --width=1000} of three hidden layers, {@code
 * --epsilon=20}, {@code --batch=128}, {@code --steps=60} that the epoch's time is extrapolated
 * from, {@code --repeats=9} of each pass.
 */
public final class PassBenchmark {
  private static final int EPOCH = 60_000;

  private PassBenchmark() {}

  /** Runs the benchmark and prints a line for the epoch and for each pass. */
  public static void main(String[] args) {
    Arguments set =
        Arguments.of(
            args,
            Map.of(
                "width", "1000", "epsilon", "20", "batch", "128", "steps", "60", "repeats", "9"));
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    System.out.print(run(set));
  }

  /** A table of milliseconds. */
  static String run(Arguments set) {
    StringBuilder table = new StringBuilder();
    Snapshot snapshot = trained(set, table);
    Map<String, StructurePass> passes = new LinkedHashMap<>();
    passes.put("SET", new SparseEvolution(0.3));
    passes.put("RigL", new GradientGrowth(0.3, 100));
    passes.put("magnitude", new MagnitudePruning(0.02));
    passes.forEach(
        (name, pass) -> {
          double[][] seconds = seconds(pass, snapshot, set.number("repeats"));
          line(table, name + ", plan, clock", Spread.of(seconds[0]));
          line(table, name + ", plan, processor", Spread.of(seconds[1]));
          line(table, name + ", apply, clock", Spread.of(seconds[2]));
        });
    return table.toString();
  }

  private static void line(StringBuilder table, String what, Object seconds) {
    table.append(String.format(Locale.ROOT, "%-28s %s s%n", what, seconds));
  }

  /** Trains for some steps and writes down what an epoch would take. */
  private static Snapshot trained(Arguments set, StringBuilder table) {
    int batch = set.number("batch");
    int examples = batch * set.number("steps");
    Dataset data = Dataset.of(new float[examples][784], new int[examples]);
    Training training = Training.classification().optimizer(new Momentum(0.01));
    Network sparse = Sparsity.epsilon(set.number("epsilon")).on(mlp(set.number("width")));
    try (Model model = Espalier.compile(sparse, training)) {
      model.fit(data, Fit.epochs(1).batch(batch));
      double[] seconds = new double[3];
      for (int i = 0; i < seconds.length; i++) {
        double taken = model.fit(data, Fit.epochs(1).batch(batch)).last().seconds();
        seconds[i] = taken * EPOCH / examples;
      }
      line(table, "epoch", Spread.of(seconds));
      return model.snapshot();
    }
  }

  private static Network mlp(int width) {
    VectorHandle at = Network.named("mlp").vector(784);
    for (int i = 0; i < 3; i++) at = at.dense(width, new Relu());
    return at.dense(10).build();
  }

  /**
   * To plan by the clock and on the processor, and to apply by the clock, after a few runs that
   * nobody counts.
   */
  private static double[][] seconds(StructurePass pass, Snapshot snapshot, int repeats) {
    Map<String, Tensor> gradients = new HashMap<>();
    for (String want : pass.wants(snapshot)) {
      String path = want.substring(want.indexOf(':') + 1);
      gradients.put(want, snapshot.array(path));
    }
    double[][] seconds = new double[3][repeats];
    for (int i = -3; i < repeats; i++) {
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long began = System.nanoTime();
      Plan plan = pass.plan(snapshot, new Evidence(gradients, 1, Math.max(0, i)));
      long planned = System.nanoTime();
      spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - spent;
      plan.apply(snapshot);
      if (i < 0) continue;
      seconds[0][i] = (planned - began) / 1e9;
      seconds[1][i] = spent / 1e9;
      seconds[2][i] = (System.nanoTime() - planned) / 1e9;
    }
    return seconds;
  }
}
