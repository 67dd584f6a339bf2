package org.espalier.dsl.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Normal;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.parametrization.MaxNorm;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkedStorageTest {
  private static final String FC1 = "mlp/fc1/kernel";
  private static final String SLOT = "@optimizer/mlp/fc1/kernel/m";

  private static Network mlp() {
    return Network.named("mlp").vector(6).dense("fc1", 5).dense("fc2", 4).build();
  }

  private static Snapshot start(Network network) {
    return start(network, 7);
  }

  private static Snapshot start(Network network, long seed) {
    Snapshot snapshot = Snapshot.initial(network, Training.classification().seed(seed));
    Map<String, Tensor> visible = new HashMap<>();
    snapshot
        .arrays()
        .forEach(
            (path, mask) -> {
              if (!path.endsWith("/mask")) return;
              String weight = path.substring(0, path.length() - "/mask".length());
              visible.put(weight, product(snapshot.array(weight), mask));
              if (!weight.equals(FC1)) return;
              Tensor counted = Tensor.of(mask.dtype(), Nd.zeros(mask.dims()).map(z -> 2.5));
              visible.put(SLOT, product(counted, mask));
            });
    return snapshot.with(visible);
  }

  private static Tensor product(Tensor a, Tensor b) {
    Nd out = a.toNd();
    double[] other = b.toNd().data();
    for (int i = 0; i < other.length; i++) if (other[i] == 0) out.data()[i] = 0;
    return Tensor.of(a.dtype(), out);
  }

  private static Snapshot linked(Snapshot snapshot, double below) {
    return new LinkedStorage(below).plan(snapshot).apply(snapshot);
  }

  private static Snapshot masked(Snapshot snapshot) {
    return new MaskedStorage().plan(snapshot).apply(snapshot);
  }

  @Property(tries = 30)
  void thereAndBackChangesNothing(
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double density,
      @ForAll @LongRange(max = 1000) long seed) {
    Snapshot snapshot = start(mlp().parametrize("**/kernel", new Masked(density)), seed);
    Snapshot other = linked(snapshot, 1);
    assertThat(masked(other).arrays()).isEqualTo(snapshot.arrays());
    assertThat(masked(other).network()).isEqualTo(snapshot.network());
    assertThat(output(other)).containsExactly(output(snapshot), within(1e-12));
  }

  private static double[] output(Snapshot snapshot) {
    Tracing tracing = new Tracing(snapshot.network());
    Map<String, Expr> in = snapshot.network().leaves();
    Expr out =
        snapshot
            .network()
            .call(new Trace(tracing, "evaluate", false), in)
            .get(snapshot.network().outputs().get(0));
    Map<Expr, Nd> given = new HashMap<>();
    for (Variable v : tracing.variables()) given.put(v.leaf(), snapshot.array(v.path()).toNd());
    Nd x = Nd.zeros(2, 6);
    for (int i = 0; i < x.size(); i++) x.data()[i] = Math.sin(i);
    in.values().forEach(e -> given.put(e, x));
    return Evaluation.of(out, given).data();
  }

  @Test
  void onlyWhatIsSparseEnoughIsStoredByItsLinks() {
    Snapshot snapshot =
        start(
            mlp()
                .parametrize("fc1/kernel", new Masked(0.2))
                .parametrize("fc2/kernel", new Masked(0.6)));
    Plan plan = new LinkedStorage(0.5).plan(snapshot);
    assertThat(plan.toString())
        .contains("mlp/fc1/kernel [6, 5] by its links", "0.2000")
        .doesNotContain("fc2");
    Snapshot linked = plan.apply(snapshot);
    assertThat(linked.array(FC1).dims()).containsExactly(6);
    assertThat(linked.array(SLOT).toNd().data()).containsExactly(2.5, 2.5, 2.5, 2.5, 2.5, 2.5);
    assertThat(linked.arrays()).containsKey("mlp/fc2/kernel/mask").doesNotContainKey(FC1 + "/mask");
    assertThat(new LinkedStorage(0.5).plan(linked).isEmpty()).isTrue();
    Json json = Json.standard();
    assertThat(json.read(json.text(plan), Plan.class)).isEqualTo(plan);
  }

  @Test
  void whatWasDescribedByLinksGetsAMaskOfItsOwn() {
    Snapshot snapshot =
        Snapshot.initial(
            mlp().parametrize("**/kernel", new Linked(0.3)), Training.classification());
    Plan plan = new MaskedStorage().plan(snapshot);
    assertThat(plan.edits()).hasSize(2);
    Snapshot first = plan.edits().get(0).apply(snapshot);
    assertThat(output(first)).containsExactly(output(snapshot), within(1e-12));
    Snapshot both = plan.apply(snapshot);
    assertThat(output(both)).containsExactly(output(snapshot), within(1e-12));
    assertThat(Arrays.stream(both.array(FC1 + "/mask").toNd().data()).sum()).isEqualTo(9);
    assertThat(both.network().parametrizations())
        .allMatch(rule -> rule.parametrization() instanceof Masked);
  }

  static Stream<StructurePass> passes() {
    return Stream.of(
        new SparseEvolution(0.3, new Normal(0, 0.1), true),
        new GradientGrowth(0.5, 4, 1, true),
        new MagnitudePruning(0.2),
        new Restart(new HeNormal()));
  }

  @ParameterizedTest
  @MethodSource("passes")
  void passesDoTheSameToBothForms(StructurePass pass) {
    Snapshot masked = start(mlp().parametrize("**/kernel", new Masked(0.4)));
    Snapshot linked = linked(masked, 1);
    Snapshot after = changed(pass, masked);
    Snapshot afterByLinks = masked(changed(pass, linked));
    assertThat(afterByLinks.arrays()).isEqualTo(after.arrays());
    assertThat(changed(pass, linked).arrays()).isNotEqualTo(linked.arrays());
  }

  private static Snapshot changed(StructurePass pass, Snapshot snapshot) {
    Map<String, Tensor> slopes = new HashMap<>();
    for (Connections c : Connections.of(snapshot.network())) {
      Nd slope = Nd.zeros(c.shape().toArray());
      for (int i = 0; i < slope.size(); i++) slope.data()[i] = Math.sin(3 * i);
      slopes.put(Evidence.effectiveGradient(c.path()), Tensor.of(DType.FLOAT32, slope));
    }
    return pass.plan(snapshot, new Evidence(slopes, 7, 0)).apply(snapshot);
  }

  @Test
  void slotsFollowTheirLinks() {
    Snapshot linked = linked(start(mlp().parametrize("fc1/kernel", new Masked(0.2))), 1);
    Links links = Links.of(linked, FC1);
    int gone = links.places()[2];
    int empty = Places.empty(links, new int[0])[0];
    Snapshot moved = links.changed(new int[] {gone}, new int[] {empty}, new double[] {0.5});
    Links after = Links.of(moved, FC1);
    assertThat(after.places()).isSorted().contains(empty).doesNotContain(gone);
    int at = Arrays.binarySearch(after.places(), empty);
    assertThat(after.weights()[at]).isEqualTo(0.5);
    double[] slots = moved.array(SLOT).toNd().data();
    for (int i = 0; i < slots.length; i++) assertThat(slots[i]).isEqualTo(i == at ? 0 : 2.5);
    assertThat(moved.network()).isEqualTo(linked.network());
  }

  @Test
  void anotherNumberOfLinksIsAnotherNetwork() {
    Snapshot linked = linked(start(mlp().parametrize("fc1/kernel", new Masked(0.2))), 1);
    int[] places = Links.of(linked, FC1).places();
    Snapshot fewer =
        Links.of(linked, FC1).changed(Arrays.copyOf(places, 2), new int[0], new double[0]);
    assertThat(fewer.array(FC1).dims()).containsExactly(4);
    assertThat(output(masked(fewer))).containsExactly(output(fewer), within(1e-12));
    assertThatThrownBy(() -> Links.of(linked, FC1).changed(places, new int[0], new double[0]))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'mlp/fc1/kernel' would lose all its links");
  }

  @Test
  void whatMoreThanAMaskStandsBeforeIsLeftAlone() {
    Network network = mlp().parametrize("fc1/kernel", new Masked(0.2));
    Snapshot held = start(network.parametrize("fc1/kernel", new MaxNorm(1)));
    assertThat(new LinkedStorage(1).plan(held).isEmpty()).isTrue();
    assertThatThrownBy(() -> StoreLinks.of(held, FC1).apply(held))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'mlp/fc1/kernel' cannot be stored by its links")
        .hasMessageContaining("MaxNorm");
  }
}
