package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Normal;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** SET by the sheet's vectors, and what holds whatever the weights are. */
class SparseEvolutionTest {
  private static final String KERNEL = "net/dense1/kernel";

  /** A dense layer in double precision, followed by a free one. */
  private static Snapshot snapshot(int in, int out, double density) {
    Network net =
        Network.named("net")
            .dtype(DType.FLOAT64)
            .vector(in)
            .dense(out, new Relu())
            .structure(new Masked(density))
            .batchNorm()
            .dense(2)
            .build();
    return Snapshot.initial(net, Training.classification());
  }

  private static Snapshot with(Snapshot s, double[] weights, double[] mask) {
    long[] dims = s.array(KERNEL).dims();
    return s.with(
        Map.of(
            KERNEL,
            Tensor.of(DType.FLOAT64, new Nd(dims, weights)),
            Masked.path(KERNEL),
            Tensor.of(DType.FLOAT64, new Nd(dims, mask))));
  }

  private static double[] values(Snapshot s, String path) {
    return s.array(path).toNd().data();
  }

  @Test
  void evolveVectors() {
    for (JsonNode v : MethodVectors.of("sparse-evolutionary-training").get("evolve")) {
      JsonNode shape = v.get("shape_in_out");
      Snapshot s =
          with(
              snapshot(shape.get(0).asInt(), shape.get(1).asInt(), 0.5),
              numbers(v, "w_flat_row_major"),
              numbers(v, "mask"));
      SparseEvolution set = new SparseEvolution(v.get("zeta").asDouble());
      Relink change = set.evolve(Links.of(s, KERNEL), numbers(v, "rank"), numbers(v, "new_values"));
      assertThat(change.dropped().toNd().data()).containsExactly(numbers(v, "dropped"));
      assertThat(change.grown().toNd().data()).containsExactly(numbers(v, "grown_in_order"));
      Snapshot after = change.apply(s);
      assertThat(values(after, KERNEL)).containsExactly(numbers(v, "w_after"), within(1e-12));
      assertThat(values(after, Masked.path(KERNEL))).containsExactly(numbers(v, "mask_after"));
    }
  }

  private static double[] numbers(JsonNode v, String name) {
    return MethodVectors.numbers(v.get(name)).data();
  }

  @Property(tries = 60)
  void asManyGrowAsGoAndNothingElseChanges(
      @ForAll @IntRange(min = 1, max = 12) int in,
      @ForAll @IntRange(min = 1, max = 12) int out,
      @ForAll @DoubleRange(min = 0.05, max = 1) double density,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double zeta,
      @ForAll long seed) {
    Snapshot s = withSlots(snapshot(in, out, density));
    Links before = Links.of(s, KERNEL);
    SparseEvolution set = new SparseEvolution(zeta, new Normal(0, 0.1), false);
    Plan plan = set.plan(s, Evidence.none(seed, 3));
    Snapshot after = plan.apply(s);
    Links links = Links.of(after, KERNEL);
    assertThat(links.count()).isEqualTo(before.count());
    if (before.count() == in * out) assertThat(plan.isEmpty()).isTrue();
    double[] stored = values(after, KERNEL);
    boolean[] present = links.present();
    for (int i = 0; i < stored.length; i++) if (!present[i]) assertThat(stored[i]).isZero();
    Set<Integer> touched = touched(plan);
    for (String slot : Set.of("m", "v")) {
      double[] values = values(after, "@optimizer/" + KERNEL + "/" + slot);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isEqualTo(touched.contains(i) ? 0 : 1);
      }
    }
    for (String path : s.arrays().keySet()) {
      if (path.contains(KERNEL)) continue;
      assertThat(after.array(path)).as(path).isEqualTo(s.array(path));
    }
    assertThat(after.progress()).isEqualTo(s.progress());
    assertThat(after.network()).isEqualTo(s.network());
  }

  private static Snapshot withSlots(Snapshot s) {
    Map<String, Tensor> ones = new HashMap<>();
    s.arrays()
        .forEach(
            (path, t) -> {
              boolean slot = path.startsWith("@optimizer/" + KERNEL);
              if (slot) ones.put(path, Tensor.of(t.dtype(), Nd.filled(1, t.dims())));
            });
    return s.with(ones);
  }

  private static Set<Integer> touched(Plan plan) {
    Set<Integer> touched = new java.util.HashSet<>();
    for (Edit edit : plan.edits()) {
      Relink r = (Relink) edit;
      assertThat(r.grown().size()).isEqualTo(r.dropped().size());
      IntStream.range(0, r.dropped().size())
          .forEach(
              i -> {
                touched.add((int) r.dropped().toNd().data()[i]);
                touched.add((int) r.grown().toNd().data()[i]);
              });
    }
    return touched;
  }

  @Test
  void whatGrowsIsUniformAmongEmptyPlaces() {
    Snapshot s = snapshot(20, 20, 0.25);
    double[] grown = new double[400];
    int rounds = 400;
    for (int round = 0; round < rounds; round++) {
      Plan plan = new SparseEvolution(0.3).plan(s, Evidence.none(1, round));
      Relink edit = (Relink) plan.edits().get(0);
      for (double place : edit.grown().toNd().data()) grown[(int) place]++;
    }
    Relink any = (Relink) new SparseEvolution(0.3).plan(s).edits().get(0);
    double expected = rounds * any.grown().size() / (300.0 + any.dropped().size());
    boolean[] present = Links.of(s, KERNEL).present();
    double deviation = Math.sqrt(expected);
    for (int i = 0; i < 400; i++) {
      if (!present[i]) assertThat(grown[i]).isCloseTo(expected, within(5 * deviation));
    }
  }

  @Test
  void aRoundAndASeedGiveOnePlanWhichIsATableAndJson() {
    Snapshot s = snapshot(10, 8, 0.5);
    SparseEvolution set = new SparseEvolution(0.3, new Normal(0, 0.1), false);
    Plan plan = set.plan(s, Evidence.none(7, 2));
    assertThat(set.plan(s, Evidence.none(7, 2))).isEqualTo(plan);
    assertThat(set.plan(s, Evidence.none(7, 3))).isNotEqualTo(plan);
    assertThat(set.plan(s, Evidence.none(8, 2))).isNotEqualTo(plan);
    assertThat(plan.toString()).contains("share 0.3", KERNEL + " [10, 8]", "0.5000 → 0.5000");
    Json json = Json.standard();
    Plan back = json.read(json.text(plan), Plan.class);
    assertThat(back).isEqualTo(plan);
    assertThat(back.apply(s).arrays()).isEqualTo(plan.apply(s).arrays());
    assertThat(new SparseEvolution(0.3).newWeights()).isEqualTo(Constant.ZEROS);
  }

  @Test
  void weightsOfExactlyZeroGoToo() {
    Snapshot s =
        with(
            snapshot(2, 3, 0.5), new double[] {0, 4, 5, 0, 0, -1}, new double[] {1, 1, 1, 0, 0, 1});
    Relink edit = (Relink) new SparseEvolution(0.4).plan(s).edits().get(0);
    assertThat(edit.dropped().toNd().data()).containsExactly(0);
  }

  @Test
  void unitsThatLoseTheirLastLinkAreNamed() {
    Snapshot s =
        with(
            snapshot(2, 3, 0.5),
            new double[] {3, 4, 0.1, 0, 0, 0},
            new double[] {1, 1, 1, 0, 0, 0});
    assertThat(CutUnits.of(s))
        .containsExactly("'net/dense1/kernel' cuts off: 1 of 2 inputs lead nowhere (1)");
    double[] rank = {9, 9, 9, 0, 9, 9};
    Relink edit = new SparseEvolution(0.4).evolve(Links.of(s, KERNEL), rank, new double[1]);
    Plan plan = Plan.of("set", s, Map.of(Links.of(s, KERNEL), edit));
    assertThat(plan.warnings())
        .containsExactly("'net/dense1/kernel' cuts off: 1 of 3 outputs receive nothing (2)");
    assertThat(plan.toString()).endsWith("receive nothing (2)");
  }

  @Test
  void networksItCannotWorkOnAreErrorsThatSayWhatToType() {
    SparseEvolution set = new SparseEvolution(0.3);
    assertThatThrownBy(() -> set.plan(of(Network.named("n").vector(2).dense(3).build())))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll(
            "none of the connections of 'n' is masked",
            "there are [dense1/kernel]",
            "parametrize(\"dense1/kernel\", new Masked(0.2))",
            "Sparsity.erdosRenyi(0.1).on(network)");
    Network last = Network.named("n").vector(2).dense(3).structure(new Masked(0.5)).build();
    assertThatThrownBy(() -> set.plan(of(last)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContainingAll("only those before its outputs are masked", "includeOutput");
    assertThat(new SparseEvolution(0.3, Constant.ZEROS, true).plan(of(last)).edits()).isNotNull();
    Network none = Network.named("n").vector(2).batchNorm().build();
    assertThatThrownBy(() -> set.plan(of(none)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("network 'n' has no connections to work on");
  }

  private static Snapshot of(Network network) {
    return Snapshot.initial(network, Training.classification());
  }

  @Test
  void zetaIsAShare() {
    for (double bad : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> new SparseEvolution(bad))
          .hasMessage("zeta must be in (0, 1), got " + bad);
    }
  }
}
