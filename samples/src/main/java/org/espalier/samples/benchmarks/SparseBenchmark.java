package org.espalier.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.runtime.Compute;
import org.espalier.runtime.sparse.LayerTrial;
import org.espalier.tf.Device;

/**
 * Forward and backward of one square dense layer: with all its weights, with a mask before them,
 * and with the links alone, in turns in one process. Settings: {@code --width=4096}, {@code
 * --batch=128}, {@code --densities=0.01,0.02,0.05,0.1,0.2}, {@code --blocks=15} of {@code
 * --steps=2} each, {@code --warmup=2}, {@code --threads} as many as cores.
 */
public final class SparseBenchmark {
  private SparseBenchmark() {}

  /** Runs the benchmark and prints its table. */
  public static void main(String[] args) {
    int cores = Runtime.getRuntime().availableProcessors();
    Arguments set =
        Arguments.of(
            args,
            Map.of(
                "width", "4096",
                "batch", "128",
                "densities", "0.01,0.02,0.05,0.1,0.2",
                "blocks", "15",
                "steps", "2",
                "warmup", "2",
                "threads", Integer.toString(cores)));
    System.out.println(Machine.describe());
    System.out.println("settings    " + set);
    System.out.print(run(set));
    System.out.println("load after  " + Machine.load());
  }

  /** A paragraph for each density. */
  static String run(Arguments set) {
    StringBuilder out = new StringBuilder();
    for (String density : set.text("densities").split(",")) {
      out.append(density(set, Double.parseDouble(density)));
    }
    return out.toString();
  }

  private static String density(Arguments set, double density) {
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(new Side("links", Optional.of(new Linked(density)), set));
      sides.add(new Side("dense", Optional.empty(), set));
      sides.add(new Side("masked", Optional.of(new Masked(density)), set));
      int batch = set.number("batch");
      PairedBlocks blocks = new PairedBlocks(sides, batch, batch, set.number("blocks"));
      blocks.run(set.number("warmup"), set.number("steps"), set.number("steps"));
      return report(density, sides, blocks);
    } finally {
      sides.forEach(Side::close);
    }
  }

  private static String report(double density, List<Side> sides, PairedBlocks blocks) {
    StringBuilder out = new StringBuilder("density ").append(density).append('\n');
    for (int i = 0; i < sides.size(); i++) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %-8s %3d ops, %8.2f ms, %8.2f cpu ms%n",
              sides.get(i).name(),
              sides.get(i).nodes(),
              Spread.of(blocks.wall(i)).median() * 1e3,
              Spread.of(blocks.cpu(i)).median() * 1e3));
    }
    for (int i = 1; i < sides.size(); i++) {
      Spread wall = Spread.ofRatios(blocks.wall(0), blocks.wall(i));
      Spread cpu = Spread.ofRatios(blocks.cpu(0), blocks.cpu(i));
      String ratio = "  links / " + sides.get(i).name();
      out.append(ratio).append("  wall  ").append(wall).append('\n');
      out.append(ratio).append("  cpu   ").append(cpu).append('\n');
    }
    return out.toString();
  }

  /** One form of the layer. */
  private static final class Side implements StepLoop {
    private final String name;
    private final LayerTrial trial;

    Side(String name, Optional<? extends Parametrization> structure, Arguments set) {
      Compute compute = Compute.standard().on(Device.CPU).threads(set.number("threads"));
      this.name = name;
      this.trial = new LayerTrial(set.number("width"), set.number("batch"), structure, compute);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double step(int[] order, int from, int count) {
      return trial.run();
    }

    @Override
    public int nodes() {
      return trial.ops();
    }

    @Override
    public void close() {
      trial.close();
    }
  }
}
