package org.espalier.runtime.sparse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Compaction;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;

/**
 * What a compaction changed: zeros, stored bytes and measured latency are three numbers, and each
 * may change without the others.
 *
 * @param plan what it did
 * @param compacted the smaller snapshot
 * @param batch examples that one prediction was timed with
 * @param before the numbers of the snapshot as it was
 * @param after the numbers of the compacted one
 */
public record CompactionReport(
    Plan plan, Snapshot compacted, int batch, Figures before, Figures after) {
  private static final int ROUNDS = 25;

  /**
   * Three numbers, and what the first is a part of.
   *
   * @param weights numbers that the network's layers keep, masks and places not counted
   * @param zeros those of them that are 0 or hidden by a mask
   * @param storedBytes size of the snapshot's file
   * @param milliseconds median time of one prediction
   */
  public record Figures(long weights, long zeros, long storedBytes, double milliseconds) {}

  /**
   * Compacts a snapshot of a network with one input, and measures both.
   *
   * @param batch examples of one prediction, ≥ 1
   */
  public static CompactionReport of(
      Snapshot snapshot, Compaction compaction, int batch, Compute compute) {
    Check.positive("batch", batch);
    Plan plan = compaction.plan(snapshot);
    Snapshot compacted = plan.apply(snapshot);
    double[] times = milliseconds(snapshot, compacted, batch, compute);
    return new CompactionReport(
        plan, compacted, batch, figures(snapshot, times[0]), figures(compacted, times[1]));
  }

  private static Figures figures(Snapshot snapshot, double milliseconds) {
    SortedMap<String, Tensor> arrays = snapshot.arrays();
    long weights = 0;
    long zeros = 0;
    for (String path : arrays.keySet()) {
      if (path.startsWith("@") || path.endsWith(Masked.path("")) || path.endsWith(Linked.path("")))
        continue;
      double[] values = arrays.get(path).toNd().data();
      Tensor mask = arrays.get(Masked.path(path));
      double[] links = mask == null ? null : mask.toNd().data();
      weights += values.length;
      for (int i = 0; i < values.length; i++) {
        if (values[i] == 0 || links != null && links[i] == 0) zeros++;
      }
    }
    return new Figures(weights, zeros, storedBytes(snapshot), milliseconds);
  }

  private static long storedBytes(Snapshot snapshot) {
    try {
      Path folder = Files.createTempDirectory("espalier");
      Path file = folder.resolve("snapshot");
      try {
        snapshot.saveTo(file);
        return Files.size(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] milliseconds(
      Snapshot before, Snapshot after, int batch, Compute compute) {
    Dataset examples = zeros(before.network().inputs(), batch);
    double[][] times = new double[2][ROUNDS];
    try (Model large = Espalier.open(trained(before), compute);
        Model small = Espalier.open(trained(after), compute)) {
      large.predict(examples);
      small.predict(examples);
      for (int i = 0; i < ROUNDS; i++) {
        times[0][i] = milliseconds(large, examples);
        times[1][i] = milliseconds(small, examples);
      }
    }
    for (double[] each : times) Arrays.sort(each);
    return new double[] {times[0][ROUNDS / 2], times[1][ROUNDS / 2]};
  }

  private static Dataset zeros(List<InputSpec> inputs, int batch) {
    Check.that(
        inputs.size() == 1, "latency is measured with one input, the network has %s", inputs);
    long[] row = inputs.get(0).type().shape().without(0).toArray();
    return Dataset.of(new float[Math.multiplyExact(batch, Nd.count(row))], row, new int[batch]);
  }

  /** A live model wants to know how it is trained; predictions do not depend on it. */
  private static Snapshot trained(Snapshot snapshot) {
    return snapshot.training().isPresent()
        ? snapshot
        : snapshot.withTraining(Training.regression());
  }

  private static double milliseconds(Model model, Dataset examples) {
    long began = System.nanoTime();
    model.predict(examples);
    return (System.nanoTime() - began) / 1e6;
  }

  /** The plan, and the numbers before and after. */
  @Override
  public String toString() {
    return plan
        + String.format(
            Locale.ROOT,
            "%n%n                     before         after%n"
                + "weights        %12d  %12d%n"
                + "of them zeros  %12d  %12d%n"
                + "stored bytes   %12d  %12d%n"
                + "latency, ms    %12.3f  %12.3f   (median, %d example%s a time)",
            before.weights,
            after.weights,
            before.zeros,
            after.zeros,
            before.storedBytes,
            after.storedBytes,
            before.milliseconds,
            after.milliseconds,
            batch,
            batch == 1 ? "" : "s");
  }
}
