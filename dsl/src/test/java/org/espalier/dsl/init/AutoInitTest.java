package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.assertj.core.api.SoftAssertions;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Activations;
import org.espalier.dsl.activation.Custom;
import org.espalier.dsl.activation.Elu;
import org.espalier.dsl.activation.Gelu;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.layer.ZeroPad2d;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Signal;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.reading.Moments;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

/** AutoInit against the vectors of its sheet, and against what it promises. */
class AutoInitTest {
  private static final JsonNode VECTORS = vectors();

  private static JsonNode vectors() {
    try (InputStream in = AutoInitTest.class.getResourceAsStream("/vectors/autoinit.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Activation activation(String name) {
    return switch (name) {
      case "gelu" -> new Gelu(false);
      case "elu" -> new Elu(1);
      case "swish" -> new Swish();
      case "softsign" -> Custom.of(name, x -> x.div(x.abs().plus(1)));
      case "thresholded_relu_1.0" -> Custom.of(name, x -> x.gt(1).where(x, x.constant(0)));
      default ->
          name.startsWith("leaky_relu_")
              ? new LeakyRelu(Double.parseDouble(name.substring(11)))
              : Activations.named(name);
    };
  }

  @Test
  void activationsChangeMomentsAsInTheVectors() {
    SoftAssertions all = new SoftAssertions();
    for (JsonNode row : VECTORS.get("activations")) {
      Layer layer = activation(row.get("activation").asText());
      Moment in = new Moment(row.get("mean_in").asDouble(), row.get("var_in").asDouble());
      Network net = Network.named("n").vector(4).layer("f", layer).build();
      Moment out = net.signal(in.mean(), in.variance()).at("f");
      all.assertThat(out.mean())
          .as("%s", row)
          .isCloseTo(row.get("mean_out").asDouble(), within(1e-7));
      all.assertThat(out.variance())
          .as("%s", row)
          .isCloseTo(row.get("var_out").asDouble(), within(1e-7));
    }
    all.assertAll();
  }

  @Test
  void networksAreTracedAsInTheVectors() {
    SoftAssertions all = new SoftAssertions();
    for (JsonNode net : VECTORS.get("networks")) network(net, all);
    all.assertAll();
  }

  /** Layers of one entry: fan-in, windows and shares are made by shapes of the wanted size. */
  private static void network(JsonNode vector, SoftAssertions all) {
    Moment signal = new Moment(vector.at("/input/0").asDouble(), vector.at("/input/1").asDouble());
    for (JsonNode row : vector.get("trace")) {
      JsonNode layer = row.get("layer");
      String kind = layer.get(0).asText();
      AutoInit init =
          new AutoInit()
              .withInput(signal.mean(), signal.variance())
              .withSignal(vector.get("signal_var").asDouble());
      Network net = describe(kind, layer).withInit(init);
      Moment out = net.signal(signal.mean(), signal.variance()).at("it");
      String what = vector.get("name").asText() + " " + layer;
      all.assertThat(out.mean()).as(what).isCloseTo(row.get("mean").asDouble(), within(1e-7));
      all.assertThat(out.variance()).as(what).isCloseTo(row.get("var").asDouble(), within(1e-7));
      if (row.get("weights").isObject()) {
        Nd2 weights = drawn(net);
        double sd = row.at("/weights/weight_std").asDouble();
        all.assertThat(weights.sd()).as(what).isCloseTo(sd, within(0.15 * sd));
        double most = 2 * row.at("/weights/truncated_normal_parent_std").asDouble();
        all.assertThat(weights.most()).as(what).isBetween(0.7 * most, most);
      }
      signal = new Moment(row.get("mean").asDouble(), row.get("var").asDouble());
    }
  }

  private static Network describe(String kind, JsonNode layer) {
    return switch (kind) {
      case "weights" -> {
        Dense dense = new Dense(8, activation(layer.get(2).asText()));
        yield vector(layer.get(1).asInt(), dense);
      }
      case "act" -> vector(4, activation(layer.get(1).asText()));
      case "dropout" -> vector(4, new Dropout(layer.get(1).asDouble()));
      case "norm" -> vector(4, new BatchNorm());
      case "maxpool" -> pooled(layer.get(1).asInt(), true);
      case "avgpool" -> pooled(layer.get(1).asInt(), false);
      case "pad" -> {
        ZeroPad2d pad = new ZeroPad2d(0, 0, 0, layer.get(2).asInt() - layer.get(1).asInt());
        yield Network.named("n").image(1, layer.get(1).asInt(), 1).layer("it", pad).build();
      }
      default -> throw new AssertionError(kind);
    };
  }

  private static Network vector(int features, Layer layer) {
    return Network.named("n").vector(features).layer("it", layer).build();
  }

  private static Network pooled(int places, boolean most) {
    Layer pool =
        most
            ? new org.espalier.dsl.layer.GlobalMaxPool()
            : new org.espalier.dsl.layer.GlobalAveragePool();
    InputSpec input = InputSpec.of("x", places, 1, 3);
    return new Network(
        "n", List.of(input), List.of(new Step("it", pool, List.of("x"), "it")), List.of("it"));
  }

  private record Nd2(double sd, double most) {}

  private static Nd2 drawn(Network net) {
    double[] w = Snapshot.initial(net, Training.regression()).array("n/it/kernel").toNd().data();
    double second = DoubleStream.of(w).map(v -> v * v).average().orElseThrow();
    return new Nd2(Math.sqrt(second), DoubleStream.of(w).map(Math::abs).max().orElseThrow());
  }

  @Test
  void aReluChainIsHeAndALinearOneLeCun() {
    Network relu = chain(5, new Relu(), 100);
    Network linear = chain(5, new org.espalier.dsl.activation.Linear(), 100);
    assertThat(sd(relu, "n/fc3/kernel")).isCloseTo(Math.sqrt(2.0 / 100), within(0.003));
    assertThat(sd(linear, "n/fc3/kernel")).isCloseTo(Math.sqrt(1.0 / 100), within(0.002));
  }

  private static double sd(Network net, String path) {
    double[] w = Snapshot.initial(net, Training.regression()).array(path).toNd().data();
    return Math.sqrt(DoubleStream.of(w).map(v -> v * v).average().orElseThrow());
  }

  private static Network chain(int depth, Activation activation, int width) {
    VectorHandle at = Network.named("n").vector(width);
    for (int i = 0; i < depth; i++) at = at.dense("fc" + i, width, activation);
    return at.init(new AutoInit()).build();
  }

  /** x·w for one weight a feature, squared: nothing the library knows of. */
  record Squares(int units) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Expr w =
          context.param(
              "wires",
              Shape.of(x.shape().last(), org.espalier.dsl.tensor.Dim.of(units)),
              context.defaultInit());
      return x.times(3).matmul(w).square();
    }
  }

  @Test
  void aUsersOwnLayerAndActivationNeedNoCode() {
    Activation mine = Custom.of("mine", x -> x.sin().plus(x.times(0.5)));
    Network net =
        Network.named("n")
            .vector(50)
            .dense("fc", 60, mine)
            .layer("squares", new Squares(70))
            .dense("out", 10)
            .init(new AutoInit())
            .build();
    Moment f = Moments.through(x -> x.sin().plus(x.times(0.5)), Moment.STANDARD);
    double q = f.variance() + f.mean() * f.mean();
    assertThat(sd(net, "n/squares/wires")).isCloseTo(1 / (3 * Math.sqrt(60 * q)), within(1e-3));
    Signal signal = net.signal(0, 1);
    assertThat(signal.at("squares").mean()).isCloseTo(1, within(1e-6));
    assertThat(signal.at("squares").variance()).isCloseTo(2, within(1e-5));
    assertThat(signal.at("out").variance()).isCloseTo(1, within(1e-9));
  }

  @Test
  void branchesSharedLayersAndBlocksAreFollowed() {
    Network inner =
        Network.named("inner").vector(8).dense("a", 8, new Tanh()).dense("b", 8).build();
    Network net =
        Network.named("n")
            .vector(8)
            .dense("first", 8, new Relu())
            .layer("block", new org.espalier.dsl.layer.Block(inner))
            .residual(x -> x.layer("mid", new Dense(8, new Relu())))
            .shared("mid", new Dense(8, new Relu()))
            .init(new AutoInit())
            .build();
    Signal signal = net.signal(0, 1);
    assertThat(signal.at("block").variance()).isCloseTo(1, within(1e-9));
    double relu = 0.5 - 1 / (2 * Math.PI);
    assertThat(signal.at("mid").variance()).isCloseTo(relu, within(1e-7));
    assertThat(signal.at("add1").variance()).isCloseTo(1 + relu, within(1e-7));
  }

  @Test
  void exactMomentsKnowWhatDropoutDoesToAMean() {
    Network net =
        Network.named("n")
            .vector(8)
            .dense("a", 8, new Relu())
            .dropout(0.5)
            .dense("b", 3)
            .init(new AutoInit())
            .build();
    double mean = 1 / Math.sqrt(2 * Math.PI);
    double variance = 0.5 - mean * mean;
    assertThat(net.signal(0, 1).at("dropout1").variance()).isCloseTo(variance * 2, within(1e-7));
    SignalOptions exact = SignalOptions.PUBLISHED.exactly();
    double known = Signal.of(net, exact, 0).at("dropout1").variance();
    assertThat(known).isCloseTo(variance * 2 + mean * mean, within(1e-6));
  }

  @Test
  void aSilentInputIsTakenAsStandardAndSaid() {
    Network net = Network.named("n").vector(4).dense("a", 3).init(new AutoInit()).build();
    Signal signal = net.signal(0, 0);
    assertThat(signal.notes()).containsKey("n/a/kernel");
    Set<Map.Entry<String, String>> none = net.signal(0, 1).notes().entrySet();
    assertThat(none).isEmpty();
  }

  @Test
  void fiftyLayersKeepTheVarianceOnAverage() {
    for (Activation f : List.of(new Tanh(), new Swish(), new Relu())) {
      List<Double> seen = new ArrayList<>();
      Signal signal = chain(50, f, 64).signal(0, 1);
      signal.rows().forEach(row -> seen.add(row.moment().variance()));
      assertThat(seen.get(50)).as("%s", f).isCloseTo(seen.get(1), within(1e-7));
    }
  }
}
