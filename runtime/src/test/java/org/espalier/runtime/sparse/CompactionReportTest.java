package org.espalier.runtime.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Compaction;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;

class CompactionReportTest {
  private static final Dataset IMAGES = images();

  private static Dataset images() {
    Random random = new Random(5);
    float[] pixels = new float[6 * 64];
    for (int i = 0; i < pixels.length; i++) pixels[i] = random.nextFloat();
    return Dataset.of(pixels, new long[] {8, 8, 1}, new int[] {0, 1, 2, 0, 1, 2});
  }

  private static float[][] predicted(Snapshot snapshot) {
    try (Model model = Espalier.open(snapshot)) {
      return model.predict(IMAGES);
    }
  }

  @Test
  void picturesGiveTheSameOnFewerChannels() {
    Network network =
        Network.named("net")
            .image(8, 8, 1)
            .conv2d(new Conv2d(6, 3, new Relu()).same())
            .batchNorm()
            .residual(x -> x.conv2d(new Conv2d(6, 3, new Relu()).same()))
            .maxPool(2)
            .flatten()
            .dense(3)
            .build();
    Snapshot start = Snapshot.initial(network, Training.classification());
    float[] closed = {-99, 0, 0, -99, 0, 0};
    Snapshot before =
        start.with(
            Map.of("net/conv1/bias", Tensor.of(closed, 6), "net/conv2/bias", Tensor.of(closed, 6)));

    CompactionReport report =
        CompactionReport.of(before, new Compaction(0, 1), 4, Compute.standard());

    assertThat(report.compacted().array("net/conv2/kernel").dims()).containsExactly(3, 3, 4, 4);
    assertThat(report.compacted().array("net/norm1/gamma").dims()).containsExactly(4);
    assertThat(report.after().weights()).isEqualTo(36 + 4 + 16 + 144 + 4 + 192 + 3);
    assertThat(report.after().storedBytes()).isLessThan(report.before().storedBytes());
    assertThat(report.after().milliseconds()).isPositive();
    assertThat(report.toString()).contains("conv1: 6 → 4 units", "latency, ms", "4 examples");
    float[][] expected = predicted(before);
    float[][] actual = predicted(report.compacted());
    for (int i = 0; i < 6; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-6f));
    }
  }
}
