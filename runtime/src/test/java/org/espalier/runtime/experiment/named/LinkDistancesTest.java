package org.espalier.runtime.experiment.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.PermutedSource;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.experiment.Moment;
import org.junit.jupiter.api.Test;

class LinkDistancesTest {
  private static final int SIDE = 12;
  private static final int PIXELS = SIDE * SIDE;
  private static final long SEED = 7;

  private static TrainTest pictures() {
    Dataset one = Dataset.of(new float[PIXELS], new long[] {SIDE, SIDE, 1}, new int[] {0});
    return new TrainTest(one, one);
  }

  /** Two units that are linked to the same two pixels. */
  private static Snapshot linked(int first, int second) {
    Network dense = Network.named("net").image(SIDE, SIDE, 1).flatten().dense("two", 2).build();
    Snapshot start =
        Snapshot.initial(Sparsity.uniform(0.5).withOutput().on(dense), Training.classification());
    float[] mask = new float[2 * PIXELS];
    for (int unit = 0; unit < 2; unit++) {
      mask[2 * first + unit] = 1;
      mask[2 * second + unit] = 1;
    }
    return start.with(Map.of("net/two/kernel/mask", Tensor.of(mask, PIXELS, 2)));
  }

  private static Map<String, Double> of(OptionalLong permuted, Snapshot snapshot) {
    Moment moment = new Moment(snapshot, snapshot, snapshot, pictures(), Compute.standard());
    return new LinkDistances(permuted).of(moment);
  }

  @Test
  void neighboursAreNear() {
    Map<String, Double> distances = of(OptionalLong.empty(), linked(SIDE, 2 * SIDE));
    assertThat(distances)
        .containsEntry("distance/seen", 1.0)
        .containsEntry("distance/undone", 1.0)
        .containsKey("distance/random");
  }

  @Test
  void neighboursThatWereMovedAreNearWhereTheyWere() {
    int[] order = PermutedSource.order(PIXELS, SEED);
    int[] places = new int[PIXELS];
    for (int i = 0; i < PIXELS; i++) places[order[i]] = i;
    Snapshot moved = linked(places[40], places[41]);
    int rows = places[40] / SIDE - places[41] / SIDE;
    int columns = places[40] % SIDE - places[41] % SIDE;
    assertThat(of(OptionalLong.of(SEED), moved))
        .containsEntry("distance/undone", 1.0)
        .containsEntry("distance/seen", Math.hypot(rows, columns));
  }

  @Test
  void aLayerThatDoesNotSeeThePixelsIsRefused() {
    Network vector = Network.named("net").vector(4).dense(3).build();
    assertThatThrownBy(
            () -> of(OptionalLong.empty(), Snapshot.initial(vector, Training.classification())))
        .hasMessageContaining("a first layer that sees every pixel")
        .hasMessageContaining("[12, 12, 1]")
        .hasMessageContaining("4 inputs");
  }
}
