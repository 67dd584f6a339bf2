package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The first pass: its plan is data, its edits touch what they say and nothing else. */
class MagnitudePruningTest {
  private static final String KERNEL = "net/dense1/kernel";
  private static final String M = "@optimizer/" + KERNEL + "/m";

  private static Network network() {
    return Network.named("net").vector(2).dense(3).dense(2).build();
  }

  /** Weights that tell which links are the strongest; slots of ones. */
  private static Snapshot snapshot() {
    Snapshot s = Snapshot.initial(network(), Training.classification());
    Map<String, Tensor> ones = new TreeMap<>();
    s.arrays()
        .forEach(
            (path, t) -> {
              if (path.startsWith("@") && t.dims().length == 2) {
                ones.put(path, Tensor.of(t.dtype(), Nd.filled(1, t.dims())));
              }
            });
    Tensor kernel = Tensor.of(new float[] {-6, 1, 5, -2, 4, -3}, 2, 3);
    return s.with(ones).with(Map.of(KERNEL, kernel));
  }

  private static double[] values(Snapshot s, String path) {
    return s.array(path).toNd().data();
  }

  private static Plan plan(Snapshot s, double density) {
    return new MagnitudePruning(density, "dense1/kernel").plan(s);
  }

  @Test
  void theStrongestLinksStayAndSlotsOfTheOthersStartAfresh() {
    Snapshot before = snapshot();
    Snapshot after = plan(before, 0.5).apply(before);
    assertThat(values(after, KERNEL)).containsExactly(-6, 0, 5, 0, 4, 0);
    assertThat(values(after, KERNEL + "/mask")).containsExactly(1, 0, 1, 0, 1, 0);
    assertThat(values(after, M)).containsExactly(1, 0, 1, 0, 1, 0);
    for (String path : before.arrays().keySet()) {
      if (path.contains("dense1/kernel")) continue;
      assertThat(after.array(path)).as(path).isEqualTo(before.array(path));
    }
    assertThat(values(before, KERNEL)).containsExactly(-6, 1, 5, -2, 4, -3);
  }

  @Test
  void theResultFitsItsNetwork() {
    Snapshot after = plan(snapshot(), 0.5).apply(snapshot());
    StepGraph graph = StepGraph.of(after.network(), after.training().orElseThrow().program());
    assertThat(after.fitted(graph, 7).arrays()).isEqualTo(after.arrays());
    assertThat(after.network().parametrizations()).hasSize(1);
  }

  @Test
  void prunedLinksStayPrunedAndTheSecondTimeNothingIsLeftToDo() {
    Snapshot half = plan(snapshot(), 0.5).apply(snapshot());
    assertThat(plan(half, 0.5).isEmpty()).isTrue();
    assertThat(plan(half, 0.9).isEmpty()).isTrue();
    assertThat(plan(half, 0.5)).hasToString("magnitude pruning to density 0.5: nothing to change");
    Snapshot less = plan(half, 0.17).apply(half);
    assertThat(values(less, KERNEL + "/mask")).containsExactly(1, 0, 0, 0, 0, 0);
    assertThat(less.network().parametrizations()).hasSize(1);
  }

  @Test
  void aPlanIsATableAndAJsonDocument() {
    Plan plan = plan(snapshot(), 0.5);
    assertThat(plan.toString().replaceAll(" +", " "))
        .isEqualTo(
            """
            magnitude pruning to density 0.5
             dropped grown density slots reset
             net/dense1/kernel gets a mask 0 0 1 0
             net/dense1/kernel [2, 3] 3 0 1.0000 → 0.5000 3""");
    assertThat(plan.toString().lines().skip(1).map(String::length)).containsOnly(108);
    Json json = Json.standard();
    Plan back = json.read(json.text(plan), Plan.class);
    assertThat(back).isEqualTo(plan);
    assertThat(back.apply(snapshot()).arrays()).isEqualTo(plan.apply(snapshot()).arrays());
  }

  @Test
  void linksGrowFromZero() {
    Snapshot half = plan(snapshot(), 0.5).apply(snapshot());
    Nd mask = new Nd(new long[] {2, 3}, new double[] {1, 1, 0, 0, 1, 0});
    Relink relink = Relink.between(Links.of(half, KERNEL), mask);
    assertThat(relink.dropped().toNd().data()).containsExactly(2);
    assertThat(relink.grown().toNd().data()).containsExactly(1);
    assertThat(relink.density()).isEqualTo(0.5);
    Snapshot after = relink.apply(half.with(Map.of(M, ones())));
    assertThat(values(after, KERNEL)).containsExactly(-6, 0, 0, 0, 4, 0);
    assertThat(values(after, M)).containsExactly(1, 0, 0, 1, 1, 1);
  }

  private static Tensor ones() {
    return Tensor.of(DType.FLOAT32, Nd.filled(1, 2, 3));
  }

  @Test
  void aMaskThatIsDescribedIsUsed() {
    Network masked = network().parametrize("dense1/kernel", new Masked(1));
    Snapshot s = Snapshot.initial(masked, Training.classification());
    Plan plan = plan(s, 0.5);
    assertThat(plan.edits()).hasSize(1).first().isInstanceOf(Relink.class);
    assertThat(plan.apply(s).network()).isEqualTo(masked);
  }

  @Test
  void biasesAreNoneOfItsBusiness() {
    assertThatThrownBy(() -> new MagnitudePruning(0.5, "dense1/bias").plan(snapshot()))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll("no connections of 'net' match 'dense1/bias'", "dense1/kernel");
    assertThat(Connections.of(network()).stream().map(Connections::path))
        .isEqualTo(List.of(KERNEL, "net/dense2/kernel"));
  }

  @Test
  void relinkWantsAMask() {
    Relink relink = Relink.between(Links.of(snapshot(), KERNEL), Nd.zeros(2, 3));
    assertThatThrownBy(() -> relink.apply(snapshot()))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'net/dense1/kernel' has no mask to change");
  }

  @Test
  void densitiesAreShares() {
    for (double bad : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> new MagnitudePruning(bad))
          .hasMessage("density must be in (0, 1], got " + bad);
    }
    assertThat(Arrays.stream(values(plan(snapshot(), 0.01).apply(snapshot()), KERNEL + "/mask")))
        .containsExactly(1.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  }
}
