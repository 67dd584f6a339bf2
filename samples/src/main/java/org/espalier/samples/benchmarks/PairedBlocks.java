package org.espalier.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.espalier.runtime.data.Batches;

/**
 * Times several loops against each other in one process: block by block, in an order that changes
 * from turn to turn, so that drift of the machine meets all alike. Every loop sees the same batches
 * in the same order.
 */
final class PairedBlocks {
  private final List<? extends StepLoop> loops;
  private final int rows;
  private final int batch;
  private final int[] done;
  private final List<List<Double>> losses = new ArrayList<>();
  private final double[][] wall;
  private final double[][] cpu;
  private Batches epoch;
  private long epochNumber = -1;

  /** Loops over data of {@code rows} rows, in full batches. */
  PairedBlocks(List<? extends StepLoop> loops, int rows, int batch, int blocks) {
    this.loops = loops;
    this.rows = rows;
    this.batch = batch;
    this.done = new int[loops.size()];
    this.wall = new double[loops.size()][blocks];
    this.cpu = new double[loops.size()][blocks];
    for (int i = 0; i < loops.size(); i++) losses.add(new ArrayList<>());
  }

  /**
   * Runs everything.
   *
   * @param warmup steps of each loop before the first block
   * @param steps of each loop in a block
   * @param turn steps of one loop before the next has its turn; divides {@code steps}
   */
  void run(int warmup, int steps, int turn) {
    if (steps % turn != 0) {
      throw new IllegalArgumentException("turns of " + turn + " do not fill " + steps + " steps");
    }
    for (int i = 0; i < loops.size(); i++) for (int s = 0; s < warmup; s++) step(i);
    int turns = 0;
    for (int block = 0; block < wall[0].length; block++) {
      for (int s = 0; s < steps; s += turn) turns(block, turns++, turn);
      for (int i = 0; i < loops.size(); i++) {
        wall[i][block] /= steps * 1e9;
        cpu[i][block] /= steps * 1e9;
      }
    }
  }

  /** One turn of each loop: forwards, backwards, and with another first one every other time. */
  private void turns(int block, int number, int steps) {
    int n = loops.size();
    for (int k = 0; k < n; k++) {
      int place = number % 2 == 0 ? k : n - 1 - k;
      int i = (place + number / 2) % n;
      long cpuBefore = ProcessorTime.nanos();
      long before = System.nanoTime();
      for (int s = 0; s < steps; s++) step(i);
      wall[i][block] += System.nanoTime() - before;
      cpu[i][block] += ProcessorTime.nanos() - cpuBefore;
    }
  }

  private void step(int i) {
    int perEpoch = rows / batch;
    int step = done[i]++;
    if (step / perEpoch != epochNumber) {
      epochNumber = step / perEpoch;
      epoch = Batches.shuffled(rows, batch, 7, epochNumber);
    }
    losses.get(i).add(loops.get(i).step(epoch.order(), epoch.from(step % perEpoch), batch));
  }

  /** Seconds of a step, by the clock, one value a block. */
  double[] wall(int loop) {
    return wall[loop];
  }

  /** Seconds of a step, in processor time of the whole process, one value a block. */
  double[] cpu(int loop) {
    return cpu[loop];
  }

  /** Losses of a loop, the warm-up's first. */
  List<Double> losses(int loop) {
    return losses.get(loop);
  }

  /** The largest difference of two loops' losses in their first steps, relative to the loss. */
  double difference(int a, int b, int steps) {
    double worst = 0;
    for (int s = 0; s < Math.min(steps, losses.get(a).size()); s++) {
      double x = losses.get(a).get(s);
      double y = losses.get(b).get(s);
      worst = Math.max(worst, Math.abs(x - y) / Math.max(1e-6, Math.abs(y)));
    }
    return worst;
  }
}
