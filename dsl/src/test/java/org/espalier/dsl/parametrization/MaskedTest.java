package org.espalier.dsl.parametrization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.espalier.dsl.contract.Slopes;
import org.espalier.dsl.contract.TracedNetwork;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

class MaskedTest {
  /** Weights of ±1 whose derivative passes straight through: a parametrization of a user's own. */
  private record Sign() implements Parametrization {
    @Override
    public Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
      return Nn.straightThrough(
          stored.get(), w -> w.ge(0).where(w.onesLike(), w.onesLike().unaryMinus()));
    }
  }

  private static TracedNetwork dense(Parametrization... chain) {
    Network network = TracedNetwork.around(new Dense(4), List.<long[]>of(new long[] {5}));
    for (Parametrization p : chain) network = network.parametrize("**/kernel", p);
    return new TracedNetwork(network, true);
  }

  private static Expr kernel(TracedNetwork t) {
    return t.tracing.variable("net/layer/kernel").leaf();
  }

  @Test
  void absentLinksHaveNoValueAndNoGradient() {
    TracedNetwork t = dense(new Masked(0.3));
    assertThat(t.shapes(Variable.Role.STATE)).containsOnlyKeys("kernel/mask");
    Expr mask = t.tracing.variable("net/layer/kernel/mask").leaf();
    Map<Expr, Nd> given = t.values(3);
    Nd ones = given.get(mask);
    assertThat(Arrays.stream(ones.data()).sum()).isEqualTo(6);
    Nd slope = Evaluation.of(Gradient.of(t.output.square().sum(), kernel(t)), given);
    for (int i = 0; i < 20; i++) assertThat(slope.data()[i] == 0).isEqualTo(ones.data()[i] == 0);
    Slopes.check(t.output, t.differentiable(), given, 2e-6);
  }

  @Test
  void densityOneKeepsAll() {
    TracedNetwork t = dense(new Masked(1));
    TracedNetwork free = dense();
    Map<Expr, Nd> given = t.values(2);
    Map<Expr, Nd> freely = free.values(2);
    assertThat(given.get(t.tracing.variable("net/layer/kernel/mask").leaf()).data())
        .containsOnly(1);
    given.put(t.tracing.variable("net/layer/bias").leaf(), Nd.zeros(4));
    freely.put(free.tracing.variable("net/layer/bias").leaf(), Nd.zeros(4));
    assertThat(Evaluation.of(t.output, given)).isEqualTo(Evaluation.of(free.output, freely));
  }

  @Test
  void chainsApplyInOrder() {
    TracedNetwork t = dense(new Sign(), new Masked(0.5));
    Map<Expr, Nd> given = t.values(2);
    Expr ones = t.inputs.get("in0");
    Nd effective = Evaluation.of(t.trace.tracing().variable("net/layer/kernel").leaf(), given);
    given.put(ones, new Nd(new long[] {1, 5}, new double[] {1, 0, 0, 0, 0}));
    given.put(t.tracing.variable("net/layer/bias").leaf(), Nd.zeros(4));
    Nd mask = given.get(t.tracing.variable("net/layer/kernel/mask").leaf());
    double[] row = Evaluation.of(t.output, given).data();
    for (int i = 0; i < 4; i++) {
      assertThat(row[i]).isEqualTo(mask.data()[i] * (effective.data()[i] >= 0 ? 1 : -1));
    }
    Nd slope = Evaluation.of(Gradient.of(t.output.sum(), kernel(t)), given);
    for (int i = 0; i < 4; i++) assertThat(slope.data()[i]).isEqualTo(mask.data()[i]);
  }

  @Test
  void densityIsAShareOfAll() {
    assertThatThrownBy(() -> new Masked(0)).hasMessage("density must be in (0, 1], got 0.0");
    assertThatThrownBy(() -> new Masked(1.5)).hasMessage("density must be in (0, 1], got 1.5");
  }

  @Test
  void jsonGivesItBack() {
    Json json = Json.standard();
    assertThat(json.read(json.text(new Masked(0.2)), Parametrization.class))
        .isEqualTo(new Masked(0.2));
  }

  @Test
  void aDensityAloneIsAMaskInJson() {
    String short0 = "{\"type\": \"masked\", \"density\": 0.2}";
    Json json = Json.standard();
    assertThat(json.read(short0, Parametrization.class)).isEqualTo(new Masked(0.2));
    assertThatThrownBy(() -> json.read(short0.replace("0.2", "2"), Parametrization.class))
        .hasMessageContaining("density must be in (0, 1], got 2.0");
  }

  @Test
  void weightsStartOnTheSparseFanInAndAtZeroWhereThereIsNoLink() {
    Network dense = Network.named("net").init(new HeNormal()).vector(400).dense(300).build();
    Network sparse = dense.parametrize("dense1/kernel", new Masked(0.1));
    double[] w = start(sparse);
    assertThat(Arrays.stream(w).filter(v -> v != 0).count()).isEqualTo(12_000);
    double all = Arrays.stream(start(dense)).map(v -> v * v).sum();
    double kept = Arrays.stream(w).map(v -> v * v).sum();
    assertThat(kept / all).isBetween(0.95, 1.05);
  }

  private static double[] start(Network network) {
    Snapshot start = Snapshot.initial(network, Training.classification());
    return start.array("net/dense1/kernel").toNd().data();
  }
}
