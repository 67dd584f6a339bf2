package org.espalier.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.Device;

/**
 * What Espalier costs over a loop written by hand: steps of both in alternating blocks in one
 * process. Settings, with their defaults: {@code --network=mlp} or {@code cnn}; {@code --blocks=30}
 * of {@code --steps=50} each, {@code --turn=50} steps before the other side has its turn; {@code
 * --warmup=50} steps; {@code --batch=128}; {@code --threads} as many as cores; {@code
 * --accuracy=true} for both sides to report it; {@code --byhand=usual,plain,fixed}, the ways to
 * write the loop by hand (see {@link Variant#of}); {@code --data=auto}.
 */
public final class OverheadBenchmark {
  private static final int COMPARED = 50;

  private OverheadBenchmark() {}

  /** Runs the benchmark and prints its table. */
  public static void main(String[] args) {
    int cores = Runtime.getRuntime().availableProcessors();
    Arguments set =
        Arguments.of(
            args,
            Map.of(
                "network", "mlp",
                "blocks", "30",
                "steps", "50",
                "turn", "50",
                "warmup", "50",
                "batch", "128",
                "threads", Integer.toString(cores),
                "accuracy", "true",
                "byhand", "usual,plain,fixed",
                "data", "auto"));
    System.out.println(run(set));
  }

  /** Runs the benchmark; the table it prints. */
  static String run(Arguments set) {
    Workload workload = Workload.named(set.text("network"));
    Dataset data = BenchmarkData.load(set.text("data"));
    StringBuilder out = new StringBuilder();
    out.append(Machine.describe()).append('\n');
    out.append("settings    ").append(set).append('\n');
    out.append("data        ")
        .append(data.name())
        .append(", ")
        .append(data.size())
        .append(" rows\n");
    boolean accuracy = set.flag("accuracy");
    Snapshot start = Snapshot.initial(workload.network(), Workload.training(accuracy));
    int batch = set.number("batch");
    Compute compute = Compute.standard().on(Device.CPU).threads(set.number("threads"));
    List<StepLoop> loops = new ArrayList<>();
    try {
      loops.add(new EspalierLoop("espalier", start, data, compute));
      for (Variant v : variants(set, accuracy)) {
        loops.add(new HandWrittenLoop(workload, v, start, data, batch, compute));
      }
      PairedBlocks blocks = new PairedBlocks(loops, data.size(), batch, set.number("blocks"));
      blocks.run(set.number("warmup"), set.number("steps"), set.number("turn"));
      report(loops, blocks, out);
    } finally {
      loops.forEach(StepLoop::close);
    }
    return out.append("load after  ").append(Machine.load()).toString();
  }

  private static List<Variant> variants(Arguments set, boolean accuracy) {
    return Stream.of(set.text("byhand").split(",")).map(v -> Variant.of(v, accuracy)).toList();
  }

  private static void report(List<StepLoop> loops, PairedBlocks blocks, StringBuilder out) {
    for (int i = 0; i < loops.size(); i++) {
      Spread wall = Spread.of(blocks.wall(i));
      Spread cpu = Spread.of(blocks.cpu(i));
      out.append(
          String.format(
              Locale.ROOT,
              "%-26s %4d ops, %7.2f steps/s (quartiles %.2f-%.2f), %.2f cpu ms/step%n",
              loops.get(i).name(),
              loops.get(i).nodes(),
              1 / wall.median(),
              1 / wall.quartile3(),
              1 / wall.quartile1(),
              cpu.median() * 1e3));
    }
    for (int i = 1; i < loops.size(); i++) {
      String name = loops.get(i).name();
      out.append("espalier / ").append(name).append('\n');
      out.append("  wall  ").append(Spread.ofRatios(blocks.wall(0), blocks.wall(i))).append('\n');
      out.append("  cpu   ").append(Spread.ofRatios(blocks.cpu(0), blocks.cpu(i))).append('\n');
      out.append(
          String.format(
              Locale.ROOT,
              "  largest relative difference of the first %d losses %.3g%n",
              COMPARED,
              blocks.difference(0, i, COMPARED)));
    }
  }
}
