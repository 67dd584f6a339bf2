package org.espalier.dsl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.activation.Custom;
import org.espalier.dsl.contract.Slopes;
import org.espalier.dsl.contract.TracedNetwork;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** What single layers do beyond the contract. */
class LayerBehaviourTest {
  private static TracedNetwork traced(Layer layer, boolean training, long... example) {
    return new TracedNetwork(TracedNetwork.around(layer, List.of(example)), training);
  }

  private static Variable variable(TracedNetwork t, String name) {
    return t.tracing.variable("net/layer/" + name);
  }

  @Test
  void batchNormUsesTheBatchAndMovesItsAverages() {
    TracedNetwork t = traced(new BatchNorm(0.9, 0.001), true, 1);
    Map<Expr, Nd> given = new HashMap<>(t.values(2));
    given.put(t.inputs.get("in0"), new Nd(new long[] {2, 1}, new double[] {1, 5}));
    given.put(variable(t, "gamma").leaf(), Nd.of(2));
    given.put(variable(t, "beta").leaf(), Nd.of(0.5));
    double z = 2 / Math.sqrt(4 + 0.001);
    assertThat(Evaluation.of(t.output, given).data())
        .containsExactly(new double[] {0.5 - 2 * z, 0.5 + 2 * z}, within(1e-12));
    Map<Expr, Expr> updates = t.trace.updates();
    Expr mean = updates.get(variable(t, "movingMean").leaf());
    Expr variance = updates.get(variable(t, "movingVariance").leaf());
    assertThat(Evaluation.of(mean, given).data()[0]).isCloseTo(0.1 * 3, within(1e-12));
    assertThat(Evaluation.of(variance, given).data()[0])
        .as("0.9 · 1 + 0.1 · 8, 8 = ((1−3)² + (5−3)²)/(2−1)")
        .isCloseTo(1.7, within(1e-12));
  }

  @Test
  void batchNormUsesItsAveragesOtherwise() {
    TracedNetwork t = traced(new BatchNorm(0.9, 0.001), false, 1);
    Map<Expr, Nd> given = new HashMap<>(t.values(1));
    given.put(t.inputs.get("in0"), new Nd(new long[] {1, 1}, new double[] {7}));
    given.put(variable(t, "gamma").leaf(), Nd.of(2));
    given.put(variable(t, "beta").leaf(), Nd.of(0.5));
    given.put(variable(t, "movingMean").leaf(), Nd.of(3));
    given.put(variable(t, "movingVariance").leaf(), Nd.of(4));
    assertThat(Evaluation.of(t.output, given).item())
        .isCloseTo(2 * 4 / Math.sqrt(4.001) + 0.5, within(1e-12));
    assertThat(t.trace.updates()).isEmpty();
  }

  @Test
  void dropoutKeepsTheMeanAndDiffersEachStep() {
    TracedNetwork t = traced(new Dropout(0.25), true, 4000);
    Map<Expr, Nd> given = new HashMap<>(t.values(1));
    given.put(t.inputs.get("in0"), Nd.filled(1, 1, 4000));
    double[] first = Evaluation.of(t.output, given).data();
    assertThat(Arrays.stream(first).distinct().sorted())
        .satisfiesExactly(
            v -> assertThat(v).isZero(), v -> assertThat(v).isCloseTo(1 / 0.75, within(1e-12)));
    assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(1, within(0.05));
    given.put(t.trace.step(), Nd.scalar(4));
    assertThat(Evaluation.of(t.output, given).data()).isNotEqualTo(first);
  }

  @Test
  void dropoutDoesNothingWithoutTrainingOrRate() {
    TracedNetwork idle = traced(new Dropout(0.25), false, 3);
    assertThat(idle.output).isSameAs(idle.inputs.get("in0"));
    TracedNetwork none = traced(new Dropout(0), true, 3);
    assertThat(none.output).isSameAs(none.inputs.get("in0"));
  }

  @Test
  void twoDropoutsDrawDifferentNumbers() {
    Network network = Network.named("net").vector(50).dropout(0.5).dropout(0.5).build();
    TracedNetwork t = new TracedNetwork(network, true);
    Map<Expr, Nd> given = new HashMap<>(t.values(1));
    given.put(t.inputs.get("features"), Nd.filled(1, 1, 50));
    Nd once = Evaluation.of(t.trace.taps().get("dropout1"), given);
    Nd twice = Evaluation.of(t.trace.taps().get("dropout2"), given);
    long kept = Arrays.stream(once.data()).filter(v -> v != 0).count();
    assertThat(Arrays.stream(twice.data()).filter(v -> v != 0).count()).isBetween(1L, kept - 1);
  }

  @Test
  void denseComputesWhatItSays() {
    TracedNetwork t = traced(new Dense(2), true, 3);
    Map<Expr, Nd> given = new HashMap<>();
    given.put(t.inputs.get("in0"), new Nd(new long[] {1, 3}, new double[] {1, 2, 3}));
    given.put(
        variable(t, "kernel").leaf(), new Nd(new long[] {3, 2}, new double[] {1, 0, 0, 1, 1, -1}));
    given.put(variable(t, "bias").leaf(), Nd.of(0.5, -0.5));
    assertThat(Evaluation.of(t.output, given).data()).containsExactly(4.5, -1.5);
  }

  @Test
  void shortJsonMeansWhatTheShortConstructorMeans() {
    Json json = Json.standard();
    assertThat(json.read("{\"type\": \"dense\", \"units\": 3}", Layer.class))
        .isEqualTo(new Dense(3));
    assertThat(json.read("{\"type\": \"dense\", \"units\": 3, \"bias\": null}", Layer.class))
        .isEqualTo(new Dense(3).withoutBias());
    assertThat(
            json.read(
                "{\"type\": \"conv2d\", \"filters\": 3, \"kernelHeight\": 5, \"kernelWidth\": 5}",
                Layer.class))
        .isEqualTo(new Conv2d(3, 5));
    assertThat(json.read("{\"type\": \"maxPool2d\", \"height\": 2, \"width\": 2}", Layer.class))
        .isEqualTo(new MaxPool2d(2));
    assertThat(json.read("{\"type\": \"batchNorm\"}", Layer.class)).isEqualTo(new BatchNorm());
  }

  @Test
  void aFormulaOfKnownSizesFitsTheBatchesOfOthers() {
    Dim rows = Dim.named("rows");
    Lambda lambda =
        Lambda.of(
            "flipped",
            new Type(DType.FLOAT32, Shape.of(rows, Dim.of(2), Dim.of(3))),
            x -> x.transpose(0, 2, 1).reshape(Shape.of(rows.times(Dim.of(3)), Dim.of(2))));
    TracedNetwork t = traced(lambda, true, 2, 3);
    assertThat(t.output.type()).hasToString("float64[3·batch, 2]");
    assertThat(
            Evaluation.of(t.output, Map.of(t.inputs.get("in0"), Slopes.values(0, 1, 2, 3))).dims())
        .containsExactly(3, 2);
  }

  @Test
  void aFormulaUsesNothingFromOutside() {
    Expr w = Leaf.variable("w", Type.of(DType.FLOAT32, 3));
    assertThatThrownBy(() -> Lambda.of("weighted", Type.of(DType.FLOAT32, 3), x -> x.times(w)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("lambda 'weighted' uses 'w' from outside");
  }

  @Test
  void aFormulasConstantsFollowTheFloatType() {
    Custom third = Custom.of("third", x -> x.div(3).plus(x.onesLike()));
    Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 2));
    assertThat(Evaluation.of(third.of(x), Map.of(x, Nd.of(1, 2))).data())
        .containsExactly(1 + 1 / 3.0, 1 + 2 / 3.0);
  }
}
