package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Hypercore;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What starts again and what stays. */
class RestartTest {
  private static final String KERNEL = "net/dense1/kernel";

  /** As after training: no array is what it was at the start, but the mask. */
  private static Snapshot trained() {
    Network network =
        Network.named("net")
            .vector(4)
            .dense(6, new Relu())
            .batchNorm(new BatchNorm())
            .dense(3)
            .build()
            .parametrize("dense1/kernel", new Masked(0.5));
    Snapshot s = Snapshot.initial(network, Training.classification().seed(0));
    Map<String, Tensor> moved = new TreeMap<>();
    s.arrays()
        .forEach(
            (path, t) -> {
              if (!path.endsWith("/mask")) {
                moved.put(path, Tensor.of(t.dtype(), t.toNd().map(v -> v + 1)));
              }
            });
    return s.with(moved).withProgress(new Progress(1, 10, 10, java.util.List.of(Map.of())));
  }

  private static double[] values(Snapshot s, String path) {
    return s.array(path).toNd().data();
  }

  @Test
  void weightsAreDrawnAnewAndEverythingElseStartsAsDescribed() {
    Snapshot before = trained();
    Snapshot after = new Restart(new Hypercore()).plan(before).apply(before);
    for (String path : new String[] {KERNEL, "net/dense2/kernel"}) {
      assertThat(values(after, path)).doesNotContain(values(before, path));
    }
    assertThat(values(after, "net/dense1/bias")).containsOnly(0);
    assertThat(values(after, "net/norm1/gamma")).containsOnly(1);
    assertThat(values(after, "net/norm1/movingMean")).containsOnly(0);
    assertThat(values(after, "net/norm1/movingVariance")).containsOnly(1);
    assertThat(after.array(KERNEL + "/mask")).isEqualTo(before.array(KERNEL + "/mask"));
    assertThat(after.arrays().keySet()).noneMatch(path -> path.startsWith("@"));
    assertThat(after.progress()).isEqualTo(before.progress());
  }

  @Test
  void outputLayersMayBeLetBe() {
    Snapshot before = trained();
    Snapshot after = new Restart(new HeNormal(), false).plan(before).apply(before);
    assertThat(after.array("net/dense2/kernel")).isEqualTo(before.array("net/dense2/kernel"));
    assertThat(after.array("net/dense2/bias")).isEqualTo(before.array("net/dense2/bias"));
    assertThat(after.array(KERNEL)).isNotEqualTo(before.array(KERNEL));
  }

  @Test
  void whatAMaskHidesIsNotSeen() {
    Snapshot one = trained();
    Nd other = one.array(KERNEL).toNd();
    double[] mask = values(one, KERNEL + "/mask");
    for (int i = 0; i < mask.length; i++) if (mask[i] == 0) other.data()[i] = 77;
    Tensor hidden = Tensor.of(one.array(KERNEL).dtype(), other);
    Snapshot two = one.with(Map.of(KERNEL, hidden));
    Restart restart = new Restart(new Hypercore());
    assertThat(restart.plan(two)).isEqualTo(restart.plan(one));
  }

  @Test
  void itDrawsOtherNumbersThanTheStartAndInEachRoundAndForEachSeed() {
    Snapshot before = trained();
    Restart restart = new Restart(new HeNormal());
    Tensor start =
        Snapshot.initial(before.network().withInit(new HeNormal()), before.training().orElseThrow())
            .array(KERNEL);
    Tensor first = restart.plan(before, Evidence.none(0, 0)).apply(before).array(KERNEL);
    assertThat(first).isEqualTo(restart.plan(before).apply(before).array(KERNEL));
    assertThat(first).isNotEqualTo(start);
    for (long[] other : new long[][] {{0, 1}, {1, 0}}) {
      Evidence evidence = Evidence.none(other[0], other[1]);
      assertThat(restart.plan(before, evidence).apply(before).array(KERNEL)).isNotEqualTo(first);
    }
  }

  @Test
  void thePlanIsData() {
    Snapshot before = trained();
    Plan plan = new Restart(new HeNormal()).plan(before);
    Json json = Json.standard();
    assertThat(json.read(json.text(plan), Plan.class)).isEqualTo(plan);
    assertThat(plan.toString()).contains(KERNEL + " [4, 6] anew", "what the optimizer keeps");
  }

  @Test
  void aSnapshotThatIsNotTrainedIsRefused() {
    Snapshot s = trained();
    Snapshot bare =
        new Snapshot(s.network(), Optional.empty(), s.arrays(), s.progress(), s.provenance());
    assertThatThrownBy(() -> new Restart(new HeNormal()).plan(bare))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("withTraining");
  }
}
