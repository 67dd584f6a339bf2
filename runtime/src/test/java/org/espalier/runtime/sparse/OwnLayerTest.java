package org.espalier.runtime.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Connected;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.HasUnits;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Compaction;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.structure.Links;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.ScheduledPass;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer of a user's own that says what of it can be masked and removed is masked and removed. */
class OwnLayerTest {
  private static final Training TRAINING =
      Training.classification().seed(3).optimizer(new Momentum(0.05));

  /** loudness · max(0, wires·x + offset), with names that no layer of the library has. */
  record Valve(int units) implements UnaryLayer, Connected, HasUnits {
    @Override
    public Expr call(Expr x, Context context) {
      Shape each = Shape.of(units);
      Shape wires = Shape.of(x.shape().last(), Dim.of(units));
      Expr heard = x.matmul(context.param("wires", wires, context.defaultInit()));
      Expr open = heard.plus(context.param("offset", each, Constant.ZEROS)).relu();
      return open.times(context.param("loudness", each, Constant.ONES));
    }

    @Override
    public List<String> connections() {
      return List.of("wires");
    }

    @Override
    public Layer withUnits(int other) {
      return new Valve(other);
    }

    @Override
    public String weights() {
      return "wires";
    }

    @Override
    public List<String> perUnit() {
      return List.of("offset", "loudness");
    }

    @Override
    public Optional<String> biasName() {
      return Optional.of("offset");
    }
  }

  private static final List<String> WIRES = List.of("net/valve1/wires", "net/valve2/wires");

  private static Network network() {
    Network dense =
        Network.named("net").vector(2).layer(new Valve(24)).layer(new Valve(20)).dense(3).build();
    return Sparsity.uniform(0.4).on(dense);
  }

  private static Snapshot start(boolean linked) {
    Snapshot masked = Snapshot.initial(network(), TRAINING);
    return linked ? new LinkedStorage(1).plan(masked).apply(masked) : masked;
  }

  private static Snapshot trained(Snapshot from, Fit fit) {
    try (Model model = Espalier.open(from)) {
      model.fit(Clouds.data(), fit.batch(50));
      return model.snapshot();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsLinksEvolveInsideFit(boolean linked) {
    Snapshot start = start(linked);
    ScheduledPass set = new ScheduledPass(1, new SparseEvolution(0.3)).until(5);
    Snapshot after = trained(start, Fit.epochs(6).pass(set));
    for (String path : WIRES) {
      assertThat(after.arrays()).containsKey(linked ? Linked.path(path) : Masked.path(path));
      Links had = Links.of(start, path);
      Links has = Links.of(after, path);
      assertThat(has.count()).isEqualTo(had.count()).isLessThan(had.size());
      assertThat(Arrays.equals(has.places(), had.places())).as(path + " stayed").isFalse();
    }
    try (Model model = Espalier.open(after)) {
      assertThat(model.evaluate(Clouds.data()).get("accuracy")).isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsDeadUnitsGo(boolean linked, @TempDir Path folder) {
    Snapshot live = trained(start(linked), Fit.epochs(2));
    float[] offsets = live.array("net/valve1/offset").toFloats();
    for (int j = 0; j < offsets.length; j += 4) offsets[j] = -100;
    Snapshot before = live.with(Map.of("net/valve1/offset", Tensor.of(offsets, offsets.length)));

    Snapshot small = new Compaction(-5, 5).plan(before).apply(before);

    assertThat(small.array("net/valve1/offset").size()).isLessThanOrEqualTo(18);
    assertThat(small.array("net/valve1/loudness").dims())
        .isEqualTo(small.array("net/valve1/offset").dims());
    assertThat(small.array("@optimizer/net/valve1/loudness/velocity").dims())
        .isEqualTo(small.array("net/valve1/offset").dims());
    assertThat(small.arrays().containsKey(Linked.path(WIRES.get(1)))).isEqualTo(linked);
    float[][] expected = predicted(before);
    float[][] found = predicted(small);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(1e-5f));
    }

    small.saveTo(folder.resolve("small"));
    Json json = Json.standard().with(Valve.class);
    Snapshot read = Snapshot.load(folder.resolve("small"), json);
    Fit evolved = Fit.epochs(1).pass(1, new SparseEvolution(0.3));
    assertThat(trained(read, evolved).arrays()).isEqualTo(trained(small, evolved).arrays());
  }

  private static float[][] predicted(Snapshot snapshot) {
    try (Model model = Espalier.open(snapshot)) {
      return model.predict(Clouds.points());
    }
  }
}
