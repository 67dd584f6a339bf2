package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.ErdosRenyiMask;
import org.espalier.dsl.init.GivenMask;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Test;

/** Densities by layer: the sheet's figures, and what a network gets of them. */
class SparsityTest {
  private static final JsonNode VECTORS = MethodVectors.of("sparse-evolutionary-training");

  private static Network mlp() {
    return Network.named("mlp")
        .vector(784)
        .dense(400, new Relu())
        .dense(400, new Relu())
        .dense(10)
        .build();
  }

  @Test
  void erdosRenyiVectors() {
    for (JsonNode v : VECTORS.get("erdos_renyi")) {
      long[] dims = {v.get("n_in").asLong(), v.get("n_out").asLong()};
      double epsilon = v.get("epsilon").asDouble();
      double expected = v.get("probability").asDouble();
      assertThat(new ErdosRenyiMask(epsilon).density(dims)).isCloseTo(expected, within(1e-12));
      assertThat(DensityAllocation.ER.density(epsilon, dims)).isCloseTo(expected, within(1e-12));
      double links = v.get("expected_links").asDouble();
      assertThat(expected * Nd.count(dims)).isCloseTo(links, within(1e-8));
    }
  }

  @Test
  void allocationVectors() {
    for (JsonNode v : VECTORS.get("allocation")) {
      List<long[]> shapes = new ArrayList<>();
      v.get("shapes").forEach(s -> shapes.add(longs(s)));
      boolean kernels = v.get("kernel_aware").asBoolean();
      DensityAllocation by = kernels ? DensityAllocation.ERK : DensityAllocation.ER;
      double density = v.get("density").asDouble();
      DensityAllocation.Shares shares = by.share(density, shapes);
      assertThat(shares.epsilon()).isCloseTo(v.get("epsilon").asDouble(), within(1e-9));
      double links = 0;
      double size = 0;
      for (int i = 0; i < shapes.size(); i++) {
        double expected = v.get("layer_density").get(i).asDouble();
        assertThat(shares.layers().get(i)).isCloseTo(expected, within(1e-9));
        links += shares.layers().get(i) * Nd.count(shapes.get(i));
        size += Nd.count(shapes.get(i));
      }
      assertThat(links / size).isCloseTo(density, within(1e-9));
    }
  }

  private static long[] longs(JsonNode list) {
    return Arrays.stream(MethodVectors.numbers(list).data()).mapToLong(v -> (long) v).toArray();
  }

  @Test
  void theDensityOfTheWholeIsReachedWhateverStaysDense() {
    List<long[]> shapes =
        List.of(new long[] {784, 400}, new long[] {400, 400}, new long[] {400, 10});
    for (DensityAllocation by : DensityAllocation.values()) {
      for (Set<Integer> dense : List.of(Set.<Integer>of(), Set.of(2), Set.of(1, 2))) {
        DensityAllocation.Shares shares = by.share(0.5, shapes, dense);
        double links = 0;
        for (int i = 0; i < 3; i++) links += shares.layers().get(i) * Nd.count(shapes.get(i));
        assertThat(links / 477_600).as("%s %s", by, dense).isCloseTo(0.5, within(1e-9));
        dense.forEach(i -> assertThat(shares.layers().get(i)).isEqualTo(1));
      }
    }
    assertThat(DensityAllocation.UNIFORM.share(1, shapes).layers()).containsOnly(1.0);
    assertThatThrownBy(() -> DensityAllocation.ER.share(0.01, shapes, Set.of(1)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining(
            "layers that stay dense have 160000 links alone, and no more than 4776");
    assertThatThrownBy(() -> DensityAllocation.ER.share(1.2, shapes))
        .hasMessage("density must be in (0, 1], got 1.2");
  }

  @Test
  void aNetworkGetsMasksInOneLine() {
    Network sparse = Sparsity.erdosRenyi(0.1).on(mlp());
    assertThat(sparse.parametrizations()).hasSize(2);
    Snapshot start = Snapshot.initial(sparse, Training.classification());
    assertThat(start.arrays()).doesNotContainKey("mlp/dense3/kernel/mask");
    double links = 4000;
    for (String path : List.of("mlp/dense1/kernel", "mlp/dense2/kernel")) {
      Links found = Links.of(start, path);
      links += found.count();
      double[] stored = start.array(path).toNd().data();
      boolean[] present = found.present();
      for (int i = 0; i < stored.length; i++) assertThat(stored[i] != 0).isEqualTo(present[i]);
    }
    assertThat(links).isCloseTo(47_760, within(2.0));
  }

  @Test
  void whoeverStaysDenseIsSaid() {
    assertThat(Sparsity.uniform(0.5).withOutput().densities(mlp()))
        .isEqualTo(Map.of("dense1/kernel", 0.5, "dense2/kernel", 0.5, "dense3/kernel", 0.5));
    Map<String, Double> kept = Sparsity.erdosRenyi(0.5).keepDense("dense2/*").densities(mlp());
    assertThat(kept.get("dense2/kernel")).isEqualTo(1);
    assertThat(kept.get("dense3/kernel")).isEqualTo(1);
    assertThat(kept.get("dense1/kernel")).isLessThan(0.5);
    Network sparse = Sparsity.epsilon(20).on(mlp());
    assertThat(Sparsity.epsilon(20).densities(mlp()).get("dense2/kernel"))
        .isCloseTo(0.1, within(1e-12));
    assertThatThrownBy(() -> Sparsity.uniform(0.5).on(sparse))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'mlp/dense1/kernel' has a mask already");
  }

  @Test
  void aNetworkWithoutConnectionsIsAnError() {
    Network none = Network.named("none").vector(3).activation(new Relu()).build();
    assertThatThrownBy(() -> Sparsity.uniform(0.5).on(none))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll("network 'none' has no connections", "Connected", "Masked");
  }

  @Test
  void itIsAValue() {
    Sparsity sparsity = Sparsity.erdosRenyiKernel(0.2).keepDense("conv1/kernel");
    Json json = Json.standard();
    assertThat(json.read(json.text(sparsity), Sparsity.class)).isEqualTo(sparsity);
    assertThatThrownBy(() -> Sparsity.uniform(0)).hasMessage("density must be in (0, 1], got 0.0");
    assertThatThrownBy(() -> Sparsity.epsilon(-1)).hasMessage("epsilon must be > 0, got -1.0");
  }

  @Test
  void summariesShowLinks() {
    Network net =
        Network.named("net").vector(8).dense(6).structure(new Masked(0.25)).dense(2).build();
    assertThat(net.summary().rows().get(1).links()).isEqualTo(12);
    assertThat(net.summary().toString()).contains("links").contains("12 (0.2500)");
    assertThat(mlp().summary().toString()).doesNotContain("links");
  }

  @Test
  void summariesWarnOfUnitsThatADesignedMaskCutsOff() {
    boolean[][] links = {{true, false, true}, {false, false, false}, {true, false, true}};
    Network net =
        Network.named("net").vector(3).dense(3).structure(new Masked(GivenMask.of(links))).build();
    String warning =
        "'net/dense1/kernel' cuts off: 1 of 3 outputs receive nothing (1); 1 of 3 inputs lead"
            + " nowhere (1)";
    assertThat(net.summary().warnings()).containsExactly(warning);
    assertThat(net.summary().toString()).endsWith("warning: " + warning);
    Snapshot start = Snapshot.initial(net, Training.classification());
    assertThat(CutUnits.of(start)).containsExactly(warning);
    Snapshot linked = new LinkedStorage(1).plan(start).apply(start);
    assertThat(CutUnits.of(linked)).containsExactly(warning);
    assertThat(mlp().summary().warnings()).isEmpty();
  }
}
