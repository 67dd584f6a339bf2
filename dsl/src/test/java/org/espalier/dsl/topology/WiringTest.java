package org.espalier.dsl.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.layer.PyNadaDense;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.espalier.dsl.zoo.Zoo;
import org.junit.jupiter.api.Test;

/** Which units a network's links join. */
class WiringTest {
  private static final InputSpec X = InputSpec.of("x", 6);
  private static final Type FOUR = new Type(DType.FLOAT32, Shape.of(InputSpec.BATCH, Dim.of(4)));

  private static Network net(List<String> outputs, Step... steps) {
    return new Network("net", List.of(X), List.of(steps), outputs);
  }

  private static Snapshot start(Network network) {
    return Snapshot.initial(network, Training.classification());
  }

  private static Snapshot set(Snapshot snapshot, String path, double... values) {
    Tensor old = snapshot.array(path);
    return snapshot.with(Map.of(path, Tensor.of(old.dtype(), new Nd(old.dims(), values))));
  }

  private static double[] ones(int n, int... zeros) {
    double[] values = new double[n];
    java.util.Arrays.fill(values, 1);
    for (int z : zeros) values[z] = 0;
    return values;
  }

  @Test
  void everyArchitectureOfTheZooIsFollowedWithoutAssumptions() {
    for (String name : List.of("mlp", "cnn", "lenet5")) {
      Snapshot snapshot = start(Zoo.named(name).describe(Shape.of(28, 28, 1), 10));

      Wiring wiring = Wiring.of(snapshot);

      assertThat(wiring.notes()).as(name).isEmpty();
      assertThat(wiring.followed()).as(name).isTrue();
      assertThat(wiring.outputs()).hasNumberOfRows(10);
      assertThat(CutOff.of(wiring)).as(name).isEmpty();
    }
  }

  @Test
  void aConvolutionsUnitsAreItsFilters() {
    Network network =
        Network.named("net")
            .image(8, 8, 1)
            .conv2d(3, 3, new Relu())
            .maxPool(2)
            .conv2d(4, 2, new Relu())
            .flatten()
            .dense(5)
            .build();

    Wiring wiring = Wiring.of(start(network));

    assertThat(wiring.populations())
        .extracting(Population::name)
        .containsExactly("image", "net/conv1/kernel", "net/conv2/kernel", "net/dense1/kernel");
    assertThat(wiring.populations()).extracting(Population::size).containsExactly(1, 3, 4, 5);
    assertThat(wiring.layers())
        .extracting(layer -> layer.links().sources())
        .containsExactly(9, 12, 16);
    // Taps and positions run over channels fastest.
    assertThat(wiring.layers().get(1).origins()[4]).containsExactly(1 + 1);
    assertThat(wiring.layers().get(2).origins()[6]).containsExactly(1 + 3 + 2);
  }

  @Test
  void aMaskSaysWhichLinksThereAreAndWithoutOneTheWeights() {
    Network network = Network.named("net").vector(6).dense(2, new Relu()).dense(2).build();
    Snapshot snapshot = start(network.parametrize("dense1/kernel", new Masked(1)));
    snapshot = set(snapshot, Masked.path("net/dense1/kernel"), ones(12, 3));
    snapshot = set(snapshot, "net/dense1/kernel", ones(12, 5));
    snapshot = set(snapshot, "net/dense2/kernel", ones(4, 1));

    Wiring wiring = Wiring.of(snapshot);

    assertThat(wiring.layers().get(0).links().count()).isEqualTo(11);
    assertThat(wiring.layers().get(0).links().weights()).contains(0.0);
    assertThat(wiring.layers().get(1).links().count()).isEqualTo(3);
  }

  @Test
  void branchesMeetInSumsAndJoinInOrder() {
    Network sum =
        net(
            List.of("out"),
            new Step("a", new Dense(3), List.of("x")),
            new Step("b", new Dense(3), List.of("a")),
            new Step("sum", new Add(), List.of("a", "b")),
            new Step("both", new Concat(-1), List.of("sum", "x")),
            new Step("out", new Dense(2), List.of("both")));

    Wiring wiring = Wiring.of(start(sum));

    assertThat(wiring.followed()).isTrue();
    int[][] origins = wiring.layers().get(2).origins();
    assertThat(origins).hasNumberOfRows(9);
    assertThat(origins[1]).containsExactly(6 + 1, 6 + 3 + 1);
    assertThat(origins[3]).containsExactly(0);
    Paths paths = new Paths(wiring);
    assertThat(paths.shortest()).isEqualTo(1);
    // x → out 6·2; x → a → out 6·3·2; x → a → b → out 6·3·3·2
    assertThat(paths.number()).isEqualTo(12 + 36 + 108);
  }

  @Test
  void aSharedParameterIsUsedTwiceAndComparedOnce() {
    Network shared =
        net(
            List.of("out"),
            new Step("first", new Dense(6, new Relu()), List.of("x")),
            new Step("second", new Dense(6, new Relu()), List.of("first"), "first"),
            new Step("out", new Dense(2), List.of("second")));
    Snapshot snapshot = start(shared);

    Wiring wiring = Wiring.of(snapshot);

    assertThat(wiring.layers()).hasSize(3);
    assertThat(wiring.distinct()).hasSize(2);
    assertThat(new Paths(wiring).number()).isEqualTo(6 * 6 * 6 * 2);
    assertThat(Nnstd.distance(snapshot, snapshot).layers()).hasSize(2);
  }

  @Test
  void branchesInsideALayerAreSummed() {
    Network network =
        net(
            List.of("out"),
            new Step("pair", new PyNadaDense(3), List.of("x")),
            new Step("out", new Dense(2), List.of("pair")));

    Wiring wiring = Wiring.of(start(network));

    assertThat(wiring.notes()).isEmpty();
    assertThat(wiring.layers().get(2).origins()[0]).containsExactly(6, 9);
  }

  @Test
  void whatCannotBeKnownIsSaid() {
    Network lambda =
        net(
            List.of("out"),
            new Step("a", new Dense(4), List.of("x")),
            new Step("scaled", Lambda.of("scaled", FOUR, e -> e.times(2)), List.of("a")),
            new Step("torn", Lambda.of("torn", FOUR, e -> e.slice(1, 0, 3)), List.of("scaled")),
            new Step("out", new Dense(2), List.of("torn")));

    Wiring wiring = Wiring.of(start(lambda));

    assertThat(wiring.followed()).isFalse();
    assertThat(wiring.notes())
        .anyMatch(n -> n.contains("'net/scaled'") && n.contains("taken to keep channels apart"))
        .anyMatch(n -> n.contains("not followed at 'net/torn'"));
    assertThat(CutOff.of(wiring)).as("nothing is called cut off that may not be").isEmpty();
    assertThat(Nnstd.distance(start(lambda), start(lambda)).mean()).isZero();
  }

  @Test
  void unitsThatAMaskCutsOffAreNamedWithTheirPath() {
    Network network = Network.named("net").vector(2).dense(3, new Relu()).dense(3).build();
    Snapshot snapshot = start(network.parametrize("**/kernel", new Masked(1)));
    // Unit 1 of the first layer hears nothing, unit 2 is not heard; class 0 hears unit 1 alone.
    snapshot = set(snapshot, Masked.path("net/dense1/kernel"), 1, 0, 1, 1, 0, 1);
    snapshot = set(snapshot, Masked.path("net/dense2/kernel"), 0, 1, 1, 1, 0, 0, 0, 0, 0);

    assertThat(CutOff.of(snapshot))
        .map(CutOff::toString)
        .containsExactly(
            "net/dense1/kernel: unit 1 of 3 hears no input",
            "net/dense1/kernel: unit 2 of 3 reaches no output",
            "net/dense2/kernel: output 0 of 3 hears no input");
  }

  @Test
  void relabelledFiltersAreNoDistance() {
    Network network =
        Network.named("net")
            .image(8, 8, 1)
            .conv2d(5, 3, new Relu())
            .conv2d(4, 3, new Relu())
            .flatten()
            .dense(6, new Relu())
            .dense(3)
            .build();
    Snapshot one = start(network.parametrize("**/kernel", new Masked(0.4)));
    int[] first = {3, 0, 4, 2, 1};
    int[] second = {2, 3, 1, 0};
    Map<String, Tensor> moved = new HashMap<>();
    move(one, moved, "net/conv1/kernel", new int[] {0}, first);
    move(one, moved, "net/conv2/kernel", first, second);
    move(one, moved, "net/dense1/kernel", second, new int[] {5, 0, 3, 2, 1, 4});
    move(one, moved, "net/dense2/kernel", new int[] {5, 0, 3, 2, 1, 4}, new int[] {0, 1, 2});

    TopologyDistance found = Nnstd.distance(one, one.with(moved));

    assertThat(found.unambiguous()).isTrue();
    assertThat(found.perLayer()).containsOnly(0.0);
    assertThat(found.matchings().get(0)).containsExactly(3, 0, 4, 2, 1);
    assertThat(found.layers().get(1).inOrder()).isPositive();
  }

  /** Sources' channel c becomes rows[c], unit j becomes columns[j], in the mask. */
  private static void move(
      Snapshot from, Map<String, Tensor> to, String path, int[] rows, int[] columns) {
    Tensor mask = from.array(Masked.path(path));
    int n = columns.length;
    double[] old = mask.toNd().data();
    double[] next = new double[old.length];
    IntStream.range(0, old.length)
        .forEach(
            i -> {
              int s = i / n;
              int row = s / rows.length * rows.length + rows[s % rows.length];
              next[row * n + columns[i % n]] = old[i];
            });
    to.put(Masked.path(path), Tensor.of(mask.dtype(), new Nd(mask.dims(), next)));
  }

  @Test
  void aNetworkWithoutLinksIsRefused() {
    Network network = net(List.of("same"), new Step("same", new Relu(), List.of("x")));
    Snapshot snapshot =
        new Snapshot(network, Optional.empty(), new TreeMap<>(), Progress.NONE, Map.of());

    assertThatThrownBy(() -> Wiring.of(snapshot))
        .hasMessageContaining("network 'net' has no links to look at");
  }
}
