package org.espalier.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of the comparison train the same network: their losses follow one another. */
class HandWrittenLoopTest {
  private static final Dataset DIGITS = BenchmarkData.load("digits:train=96,test=10");
  private static final int BATCH = 16;
  private static final Compute CPU = Compute.standard().on(Device.CPU);

  @ParameterizedTest
  @CsvSource({"MLP,usual", "MLP,plain", "MLP,fixed", "MLP,counted", "CNN,usual", "CNN,counted"})
  void losesLikeEspalierInTheFirstSteps(Workload workload, String variant) {
    int steps = 6;
    Snapshot start = Snapshot.initial(workload.network(), Workload.training(true));
    EspalierLoop ours = new EspalierLoop("espalier", start, DIGITS, CPU);
    HandWrittenLoop theirs = byHand(workload, variant, start);
    try (ours;
        theirs) {
      PairedBlocks both = new PairedBlocks(List.of(ours, theirs), DIGITS.size(), BATCH, 1);
      both.run(0, steps, 1);
      assertThat(both.losses(0)).hasSize(steps);
      assertThat(both.difference(0, 1, steps)).isLessThan(1e-4);
      assertThat(ours.last().get("accuracy")).isCloseTo(theirs.accuracy(), within(1e-6));
    }
  }

  @Test
  void refusesAPartialBatch() {
    Snapshot start = Snapshot.initial(Workload.MLP.network(), Workload.training(true));
    try (HandWrittenLoop loop = byHand(Workload.MLP, "usual", start)) {
      assertThatThrownBy(() -> loop.step(new int[] {0, 1, 2}, 0, 3)).hasMessageContaining("3");
    }
  }

  @Test
  void learns() {
    Snapshot start = Snapshot.initial(Workload.MLP.network(), Workload.training(false));
    int[] order = new int[BATCH];
    for (int i = 0; i < BATCH; i++) order[i] = i;
    List<Double> losses = new ArrayList<>();
    try (HandWrittenLoop loop = byHand(Workload.MLP, "plain", start)) {
      for (int i = 0; i < 20; i++) losses.add(loop.step(order, 0, BATCH));
    }
    assertThat(losses.get(19)).isLessThan(losses.get(0) / 2);
  }

  private static HandWrittenLoop byHand(Workload workload, String variant, Snapshot start) {
    return new HandWrittenLoop(workload, Variant.of(variant, true), start, DIGITS, BATCH, CPU);
  }
}
