package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.activation.GaussianPhi;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.DendriteDense;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Signal;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.op.Loops;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** AutoInit in layers and networks that it was told nothing of. */
class AutoInitAnywhereTest {
  private static final double RELU_SECOND = 0.5;

  private static Network of(Layer... layers) {
    return of(new long[] {32}, layers);
  }

  private static Network of(long[] example, Layer... layers) {
    List<Step> steps = new java.util.ArrayList<>();
    for (int i = 0; i < layers.length; i++) {
      String name = "s" + i;
      steps.add(new Step(name, layers[i], List.of(i == 0 ? "x" : "s" + (i - 1)), name));
    }
    String last = "s" + (layers.length - 1);
    return new Network("n", List.of(InputSpec.of("x", example)), steps, List.of(last))
        .withInit(new AutoInit());
  }

  private static double variance(Network net, String path) {
    double[] w = start(net).get(path).toNd().data();
    return Arrays.stream(w).map(v -> v * v).average().orElseThrow();
  }

  private static Map<String, Tensor> start(Network net) {
    Map<String, Tensor> arrays =
        new HashMap<>(Snapshot.initial(net, Training.regression()).arrays());
    arrays.keySet().removeIf(path -> path.startsWith("@optimizer"));
    return arrays;
  }

  /** A kernel for each channel: nothing is summed over channels. */
  private record Depthwise() implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Shape kernel = Shape.of(x.shape().get(1), x.shape().get(2));
      Expr w = context.param("kernel", kernel, context.defaultInit());
      return Ops.einsum("bkc,kc->bc", x, w);
    }
  }

  @Test
  void aDepthwiseKernelCountsItsOwnPlacesOnly() {
    Network net = of(new long[] {9, 400}, new Relu(), new Depthwise());
    assertThat(variance(net, "n/s1/kernel")).isCloseTo(1 / (9 * RELU_SECOND), within(0.01));
    assertThat(net.signal(0, 1).at("s1").variance()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aMaskedKernelKeepsTheWantedVariance() {
    Network net = of(new Dense(200)).parametrize("**/kernel", new Masked(0.25));
    assertThat(net.signal(0, 1).at("s0").variance()).isCloseTo(1, within(1e-9));
    // Links have a variance of 1 / (32 · 0.25), and three of four places none.
    assertThat(variance(net, "n/s0/kernel")).isCloseTo(1 / 32.0, within(0.0025));
  }

  @Test
  void connectionsThatAreActivatedBeforeTheSumAreFitted() {
    Network net = of(new DendriteDense(48), new DendriteDense(40));
    for (boolean exact : new boolean[] {false, true}) {
      SignalOptions options = new SignalOptions(Moment.STANDARD, true, exact);
      Signal signal = Signal.of(net, options, 0);
      assertThat(signal.at("s0").variance()).as("exact %s", exact).isCloseTo(1, within(1e-6));
      assertThat(signal.at("s1").variance()).as("exact %s", exact).isCloseTo(1, within(1e-6));
    }
    assertThat(variance(net, "n/s0/kernel")).isCloseTo(1 / (32 * RELU_SECOND), within(0.004));
    assertThat(start(net).get("n/s0/bias").toNd().data()).containsOnly(0);
  }

  @Test
  void anActivationFromATableIsIntegrated() {
    Network net = of(new Dense(32, new GaussianPhi(3)), new Dense(32));
    Signal signal = net.signal(0, 1);
    assertThat(signal.at("s1").variance()).isCloseTo(1, within(1e-7));
    double second = signal.at("s0").second();
    assertThat(variance(net, "n/s1/kernel")).isCloseTo(1 / (32 * second), within(0.01));
  }

  @Test
  void softmaxSeesWhatTheLayerMakes() {
    Moment out = of(new Dense(10, new Softmax())).signal(0, 25).at("s0");
    assertThat(out.mean()).isCloseTo(0.1, within(0.005));
    assertThat(out.variance()).isBetween(0.005, 0.02);
  }

  /** A parameter that meets the signal late, behind work on the parameter alone. */
  private record Normed(int units) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Expr w =
          context.param("wires", Shape.of(x.shape().last(), Dim.of(units)), context.defaultInit());
      return x.tanh().matmul(w.times(2).minus(w));
    }
  }

  @Test
  void aWeightUsedBeforeItsInputIsKnownIsFittedWhereTheyMeet() {
    Network net = of(new Normed(100));
    double second = 0.3942944903978408;
    assertThat(net.signal(0, 1).at("s0").variance()).isCloseTo(1, within(1e-2));
    assertThat(variance(net, "n/s0/wires")).isCloseTo(1 / (32 * second), within(0.01));
  }

  /** Sums a product of every time step along a loop. */
  private record Recurrent(int units) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Expr w =
          context.param("in", Shape.of(x.shape().last(), Dim.of(units)), context.defaultInit());
      Expr times = x.matmul(w).transpose(1, 0, 2);
      Expr none = times.get(0).times(0);
      return Loops.fold(none, times, (state, now) -> state.times(0.5).plus(now).tanh());
    }
  }

  @Test
  void aLoopIsSampledAndSaidSo() {
    Network net = of(new long[] {6, 32}, new Recurrent(20), new Dense(8));
    Signal signal = net.signal(0, 1);
    assertThat(variance(net, "n/s0/in")).isCloseTo(1.0 / 32, within(0.004));
    assertThat(signal.notes().values()).anyMatch(note -> note.contains("normal numbers"));
    Moment state = signal.at("s0");
    assertThat(state.variance()).isBetween(0.3, 0.6);
    assertThat(signal.at("s1").variance()).isCloseTo(1, within(1e-7));
  }

  /** Distances from the mean, weighted: a reduction, an elementwise part, a product. */
  private record Centred(int units) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Expr mean = x.mean(1).expand(1);
      Expr w =
          context.param("kernel", Shape.of(x.shape().last(), Dim.of(units)), context.defaultInit());
      return x.minus(mean).matmul(w);
    }
  }

  @Test
  void reductionsInAUsersLayerAreFollowed() {
    Network net = of(new Centred(300));
    double q = 1 + 1 / 32.0;
    assertThat(net.signal(0, 1).at("s0").variance()).isCloseTo(1, within(1e-9));
    assertThat(variance(net, "n/s0/kernel")).isCloseTo(1 / (32 * q), within(0.003));
  }

  private record Bilinear(int units) implements Layer {
    @Override
    public Expr call(List<Expr> in, Context context) {
      Shape shape = Shape.of(in.get(0).shape().last(), Dim.of(units));
      Expr left = in.get(0).matmul(context.param("left", shape, context.defaultInit()));
      Expr right = in.get(1).matmul(context.param("right", shape, context.defaultInit()));
      return left.times(right);
    }
  }

  @Test
  void everyInputHasItsWeights() {
    InputSpec a = InputSpec.of("a", 16);
    InputSpec b = InputSpec.of("b", 16);
    List<Step> steps =
        List.of(
            new Step("f", new Relu(), List.of("b"), "f"),
            new Step("both", new Bilinear(200), List.of("a", "f"), "both"));
    Network net = new Network("n", List.of(a, b), steps, List.of("both")).withInit(new AutoInit());
    assertThat(variance(net, "n/both/left")).isCloseTo(1.0 / 16, within(0.004));
    assertThat(variance(net, "n/both/right")).isCloseTo(1 / (16 * RELU_SECOND), within(0.008));
    assertThat(net.signal(0, 1).at("both").variance()).isCloseTo(1, within(1e-9));
  }

  @Test
  void blocksInBlocksAndSharedLayersKeepTheVariance() {
    Network core =
        Network.named("core").vector(32).dense("a", 32, new Relu()).dense("b", 32).build();
    Network outer =
        Network.named("outer")
            .vector(32)
            .layer("in", new Block(core))
            .dense("c", 32, new Tanh())
            .build();
    Dense shared = new Dense(32, new Relu());
    Network net =
        Network.named("n")
            .vector(32)
            .layer("block", new Block(outer))
            .layer("mid", shared)
            .shared("mid", shared)
            .dense("out", 5)
            .init(new AutoInit())
            .build();
    Signal signal = net.signal(0, 1);
    double second = 0.3942944903978408;
    assertThat(signal.at("block").variance()).isCloseTo(second, within(1e-7));
    assertThat(variance(net, "n/mid/kernel")).isCloseTo(1 / (32 * second), within(0.01));
    assertThat(signal.at("out").variance()).isCloseTo(1, within(1e-9));
  }

  @Test
  void noTwoVariablesAreEqualAndBiasesAreLeftAlone() {
    Network net = of(new Dense(32, new Relu()), new Dense(32, new Relu()), new Dense(32));
    Map<String, String> seen = new HashMap<>();
    start(net)
        .forEach(
            (path, array) -> {
              double[] values = array.toNd().data();
              if (path.endsWith("/bias")) assertThat(values).containsOnly(0);
              else assertThat(seen.put(Arrays.toString(values), path)).as(path).isNull();
            });
    assertThat(seen).hasSize(3);
  }
}
