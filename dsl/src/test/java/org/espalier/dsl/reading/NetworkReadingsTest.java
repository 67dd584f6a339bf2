package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

/** The readings on whole networks, as layers trace them. */
class NetworkReadingsTest {
  /** A network traced, with its input, its variables and every step's value. */
  private static final class Traced {
    private final Tracing tracing;
    private final Expr input;
    private final Map<String, Expr> values;

    Traced(Network network, boolean training) {
      tracing = new Tracing(network);
      Map<String, Expr> leaves = network.leaves();
      input = leaves.values().iterator().next();
      values = network.call(new Trace(tracing, "phase", training), leaves);
    }

    /** The first step whose name begins so. */
    Expr step(String name) {
      return values.entrySet().stream()
          .filter(e -> e.getKey().startsWith(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " not in " + values.keySet()))
          .getValue();
    }

    Expr last() {
      return List.copyOf(values.values()).get(values.size() - 1);
    }
  }

  private static Network cnn() {
    return Network.named("cnn")
        .image(28, 28, 1)
        .conv2d("conv1", 32, 5, new Relu())
        .maxPool(2)
        .conv2d("conv2", 64, 5, new Relu())
        .maxPool(2)
        .flatten()
        .dense(512, new Relu())
        .dense(10)
        .build();
  }

  @Test
  void aConvolutionalNetworkCostsWhatIsKnown() {
    Traced t = new Traced(cnn(), false);
    Cost cost = Cost.of(t.last());
    Shape flat = t.step("flatten").shape();
    long in = flat.last().size();
    long side = (long) Math.sqrt(in / 64.0);
    long first = t.step("conv1").shape().get(1).size();
    long second = t.step("conv2").shape().get(1).size();
    assertThat(in).isEqualTo(side * side * 64);
    assertThat(cost.macs())
        .isEqualTo(first * first * 25 * 32 + second * second * 25 * 32 * 64 + in * 512 + 512 * 10);
    assertThat(cost.parameters())
        .isEqualTo(25 * 32 + 32 + 25 * 32 * 64 + 64 + in * 512 + 512 + 512 * 10 + 10);
    assertThat(cost.ops()).noneMatch(OpCost::assumed);
  }

  private static Network mlp(int width) {
    return Network.named("mlp")
        .vector(40)
        .dense(width, new Relu())
        .dense(width, new Relu())
        .dense(8)
        .build();
  }

  private static Map<Expr, Nd> drawn(Traced t, Random random, long batch) {
    Map<Expr, Nd> values = new HashMap<>();
    for (Variable v : t.tracing.variables()) {
      double deviation = v.path().endsWith("bias") ? 0 : Math.sqrt(2.0 / fan(v));
      Nd zeros = Nd.zeros(v.type().shape().toArray());
      values.put(v.leaf(), zeros.map(z -> deviation * random.nextGaussian()));
    }
    values.put(t.input, Nd.zeros(batch, 40).map(z -> random.nextGaussian()));
    return values;
  }

  private static long fan(Variable v) {
    return v.type().shape().get(0).size();
  }

  @Test
  void theSignalOfARandomNetworkIsForetold() {
    Traced t = new Traced(mlp(300), false);
    Map<Expr, Moment> given = new HashMap<>(Map.of(t.input, Moment.STANDARD));
    for (Variable v : t.tracing.variables()) {
      boolean bias = v.path().endsWith("bias");
      given.put(v.leaf(), new Moment(0, bias ? 0 : 2.0 / fan(v)));
    }
    Moments m = Moments.of(t.values.values(), given);
    assertThat(m.notes()).isEmpty();
    assertThat(m.of(t.last()).variance()).isCloseTo(2, within(1e-9));

    double sum = 0;
    int nets = 20;
    for (int seed = 0; seed < nets; seed++) {
      Nd out = Evaluation.of(t.last(), drawn(t, new Random(seed), 20));
      for (double v : out.data()) sum += v * v / out.size() / nets;
    }
    assertThat(sum).isCloseTo(m.of(t.last()).second(), within(0.15 * 2));
  }

  @Test
  void boundsOfANetworkHoldAndShowItsStableUnits() {
    Traced t = new Traced(mlp(30), false);
    Random random = new Random(3);
    Map<Expr, Nd> values = drawn(t, random, 1);
    Map<Expr, Range> given = new HashMap<>();
    values.forEach((e, v) -> given.put(e, Range.exactly(v)));
    Nd centre = values.get(t.input);
    double radius = 0.02;
    given.put(t.input, Range.between(centre.map(v -> v - radius), centre.map(v -> v + radius)));
    Bounds bounds = Bounds.of(t.values.values(), given);
    assertThat(bounds.fallbacks()).isEmpty();
    for (int i = 0; i < 50; i++) {
      values.put(t.input, centre.map(v -> v + radius * (2 * random.nextDouble() - 1)));
      for (Expr e : t.values.values()) {
        assertThat(bounds.of(e).contains(Evaluation.of(e, values))).isTrue();
      }
    }
    Range first = bounds.of(List.copyOf(t.values.values()).get(1));
    long dead = java.util.Arrays.stream(first.high().data()).filter(v -> v == 0).count();
    assertThat(dead).isBetween(5L, 25L);
  }

  @Test
  void normalisationAndDropoutWhileTrainingAreRead() {
    Network network =
        Network.named("net")
            .image(8, 8, 3)
            .conv2d(16, 3)
            .batchNorm()
            .activation(new Relu())
            .dropout(0.5)
            .flatten()
            .dense(10)
            .build();
    Traced t = new Traced(network, true);
    Map<Expr, Moment> given = new HashMap<>(Map.of(t.input, new Moment(0.3, 2)));
    for (Variable v : t.tracing.variables()) {
      String path = v.path();
      if (path.endsWith("kernel")) given.put(v.leaf(), new Moment(0, 0.01));
      else given.put(v.leaf(), Moment.constant(path.matches(".*(scale|gamma|variance)") ? 1 : 0));
    }
    Moments m = Moments.of(t.values.values(), given);
    Moment normal = m.of(t.step("norm"));
    assertThat(normal.mean()).isCloseTo(0, within(0.02));
    assertThat(normal.variance()).isCloseTo(1, within(0.02));
    Moment relu = Moments.through(Expr::relu, normal);
    Moment dropped = m.of(t.step("dropout"));
    assertThat(dropped.mean()).isCloseTo(relu.mean(), within(1e-6));
    assertThat(dropped.second()).isCloseTo(2 * relu.second(), within(1e-6));
  }
}
