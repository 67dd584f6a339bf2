package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.contract.InitializerContract;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Hypercores and the restart from them against the vectors and the claims of their sheet. */
class HypercoreTest {
  private static final double TOLERANCE = 1e-12;
  private static final JsonNode VECTORS = MethodVectors.of("k-hypercore-init");

  /** Trained values whose signs lean to one side, unit by unit. */
  private static Surroundings trained(long[] dims) {
    Nd values = new Normal(0, 1).values(new Site("t", dims, RandomSource.of(8, "trained")));
    int outputs = dims.length == 0 ? 1 : (int) dims[dims.length - 1];
    for (int i = 0; i < values.size(); i++) values.data()[i] += (i / outputs) % 3 - 1;
    return new Surroundings() {
      @Override
      public Optional<Nd> pretrained() {
        return Optional.of(values);
      }
    };
  }

  @Nested
  class HypercoreKeeps extends InitializerContract {
    {
      subject(new Hypercore(1));
      around(HypercoreTest::trained);
      moments(s -> mean(s), s -> 2 / s.fanIn() - mean(s) * mean(s));
    }

    private static double mean(Site site) {
      LayerCores cores =
          LayerCores.of(site.around().pretrained().orElseThrow(), 2, LayerCores.Side.INPUT);
      double tau = Arrays.stream(cores.balance()).average().orElseThrow();
      return Math.sqrt(2 / site.fanIn()) * tau;
    }

    @Test
    void withoutBetaItIsHe() {
      Nd he = new HeNormal().values(site(5, "k", 30, 20));
      Nd w = new Hypercore(0).values(site(5, "k", 30, 20));
      assertThat(w.data()).containsExactly(he.data(), within(TOLERANCE));
    }

    @Test
    void theExpectedSquareIsHesForAnyBetaAndSide() {
      for (double beta : new double[] {0, 0.5, 1}) {
        for (LayerCores.Side side : LayerCores.Side.values()) {
          Nd w = new Hypercore(2, beta, side).values(site(6, "k", 200, 300));
          double square = Arrays.stream(w.data()).map(x -> x * x).average().orElseThrow();
          assertThat(square).isCloseTo(0.01, within(5 * 0.01 * Math.sqrt(2.0 / w.size())));
        }
      }
    }
  }

  @Test
  void toyCoresAreThoseOfTheSheet() {
    for (String toy : new String[] {"toy", "toy_l3"}) {
      JsonNode v = VECTORS.get(toy);
      Nd a = MethodVectors.numbers(v.get("a_nodes_by_edges"));
      assertThat(Hypercores.numbers(a, v.get("l").intValue()))
          .containsExactly(MethodVectors.numbers(v.get("core")).data(), within(TOLERANCE));
    }
  }

  @Test
  void layersAreThoseOfTheSheet() {
    assertThat(VECTORS.get("layers")).hasSize(3);
    for (JsonNode layer : VECTORS.get("layers")) {
      long[] dims =
          Arrays.stream(MethodVectors.numbers(layer.get("shape")).data())
              .mapToLong(d -> (long) d)
              .toArray();
      Nd w = new Nd(dims, MethodVectors.numbers(layer.get("w")).data());
      int l = layer.get("l").intValue();
      double beta = layer.get("beta").doubleValue();
      LayerCores cores = LayerCores.of(w, l, LayerCores.Side.INPUT);
      assertThat(cores.positive()).containsExactly(numbers(layer, "core_positive"), within(1e-12));
      assertThat(cores.negative()).containsExactly(numbers(layer, "core_negative"), within(1e-12));
      assertThat(cores.balance()).containsExactly(numbers(layer, "tau"), within(TOLERANCE));
      Hypercore init = new Hypercore(l, beta, LayerCores.Side.INPUT);
      double[] normals = MethodVectors.numbers(layer.get("standard_normals")).data();
      Nd next = init.values(w, normals);
      assertThat(next.dims()).containsExactly(dims);
      assertThat(next.data())
          .containsExactly(
              MethodVectors.numbers(layer.get("new_w_flat")).data(), within(TOLERANCE));
      int outputs = (int) dims[dims.length - 1];
      double[] means = init.values(w, new double[w.size()]).data();
      double[] above = init.values(w, Nd.filled(1, w.size()).data()).data();
      for (int v = 0; v < w.size() / outputs; v++) {
        double mean = means[v * outputs];
        assertThat(mean).isCloseTo(numbers(layer, "mean_per_input")[v], within(TOLERANCE));
        assertThat(above[v * outputs] - mean)
            .isCloseTo(numbers(layer, "std_per_input")[v], within(TOLERANCE));
      }
      for (JsonNode check : layer.get("definition_check_positive")) {
        double k = check.get("k").doubleValue();
        int[] deep =
            IntStream.range(0, cores.positive().length)
                .filter(v -> cores.positive()[v] >= k)
                .toArray();
        assertThat(Arrays.stream(deep).asDoubleStream().toArray())
            .containsExactly(numbers(check, "survivors"));
      }
    }
  }

  private static double[] numbers(JsonNode of, String name) {
    return MethodVectors.numbers(of.get(name)).data();
  }

  /** The definition itself: take away whatever has a degree below k until nothing has. */
  private static boolean[] survivors(Nd a, int l, double k) {
    int edges = (int) a.dims()[1];
    boolean[] alive = new boolean[(int) a.dims()[0]];
    Arrays.fill(alive, true);
    for (boolean changed = true; changed; ) {
      changed = false;
      double[] degree = new double[alive.length];
      for (int e = 0; e < edges; e++) {
        int members = 0;
        for (int v = 0; v < alive.length; v++) {
          if (alive[v] && a.data()[v * edges + e] > 0) members++;
        }
        for (int v = 0; v < alive.length && members >= l; v++) {
          degree[v] += Math.max(0, a.data()[v * edges + e]);
        }
      }
      for (int v = 0; v < alive.length; v++) {
        if (!alive[v] || degree[v] >= k) continue;
        alive[v] = false;
        changed = true;
      }
    }
    return alive;
  }

  @Test
  void numbersKeepTheDefinition() {
    for (int seed = 0; seed < 12; seed++) {
      RandomSource random = RandomSource.of(seed, "graph");
      Nd a = sparse(14, 9, 0.3, random);
      for (int l = 1; l <= 4; l++) {
        double[] c = Hypercores.numbers(a, l);
        for (double k : new double[] {1e-9, 0.2, 0.5, 1, 2}) {
          boolean[] alive = survivors(a, l, k);
          for (int v = 0; v < c.length; v++) assertThat(c[v] >= k).isEqualTo(alive[v]);
        }
        for (int v = 0; v < c.length; v++) {
          double strength = Arrays.stream(a.data(), v * 9, v * 9 + 9).sum();
          assertThat(c[v]).isLessThanOrEqualTo(strength + 1e-12);
        }
      }
    }
  }

  private static Nd sparse(int nodes, int edges, double density, RandomSource random) {
    Nd a = Nd.zeros(nodes, edges);
    for (int i = 0; i < a.size(); i++) {
      if (random.nextUniform() < density) a.data()[i] = random.nextUniform();
    }
    return a;
  }

  @Test
  void scalingAndPermutingGoThrough() {
    Nd a = sparse(20, 15, 0.4, RandomSource.of(3, "graph"));
    double[] c = Hypercores.numbers(a, 2);
    double[] scaled = Hypercores.numbers(a.map(w -> 8 * w), 2);
    int[] order = RandomSource.of(4, "order").permutation(20);
    Nd moved = Nd.zeros(20, 15);
    for (int v = 0; v < 20; v++) {
      System.arraycopy(a.data(), order[v] * 15, moved.data(), v * 15, 15);
    }
    double[] permuted = Hypercores.numbers(moved, 2);
    for (int v = 0; v < 20; v++) {
      assertThat(scaled[v]).isEqualTo(8 * c[v]);
      assertThat(permuted[v]).isCloseTo(c[order[v]], within(TOLERANCE));
    }
  }

  @Test
  void withSingleMembersANumberCountsHyperedges() {
    Nd a = sparse(12, 10, 0.5, RandomSource.of(1, "graph")).map(Math::ceil);
    double[] c = Hypercores.numbers(a, 1);
    for (int v = 0; v < 12; v++) {
      assertThat(c[v]).isEqualTo(Arrays.stream(a.data(), v * 10, v * 10 + 10).sum());
    }
  }

  @Test
  void whatIsInNoLivingHyperedgeHasNumberZero() {
    Nd single = new Nd(new long[] {3, 2}, new double[] {0.1, 0, 0, 0.7, 0, 0});
    assertThat(Hypercores.numbers(single, 2)).containsExactly(0, 0, 0);
    assertThat(new LayerCores(new double[1], new double[1]).balance()).containsExactly(0);
  }

  @Test
  void withoutTrainedValuesItSaysHowToGetThem() {
    Site site = new Site("net/fc/kernel", new long[] {3, 2}, RandomSource.of(1, "k"));
    assertThatThrownBy(() -> new Hypercore().values(site))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'net/fc/kernel'")
        .hasMessageContaining("passOnce(1, new Restart(new Hypercore()))");
    assertThatThrownBy(() -> new Hypercore(1.5)).hasMessage("beta must be in [0, 1], got 1.5");
  }
}
