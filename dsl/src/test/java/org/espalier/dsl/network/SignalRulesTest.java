package org.espalier.dsl.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.AveragePool2d;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.layer.GlobalMaxPool;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.layer.Multiply;
import org.espalier.dsl.layer.SpatialDropout2d;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.layer.ZeroPad2d;
import org.espalier.dsl.reading.Moment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layers without weights against the rules and merges of the sheet's vectors. */
class SignalRulesTest {
  private static JsonNode vectors;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = SignalRulesTest.class.getResourceAsStream("/vectors/autoinit.json")) {
      vectors = new ObjectMapper().readTree(in);
    }
  }

  /** Gives a standard input a mean and a standard deviation. */
  private record Affine(double mean, double sd) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      return x.times(sd).plus(mean);
    }
  }

  /** Mean or sum over axis 1. */
  private record Fold(boolean sum) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      return sum ? x.sum(1) : x.mean(1);
    }
  }

  @Test
  void rulesAreThoseOfTheVectors() {
    SoftAssertions all = new SoftAssertions();
    for (JsonNode row : vectors.get("rules")) {
      String rule = row.get("rule").asText();
      double x = row.at("/args/2").asDouble();
      int k = (int) x;
      boolean exact = rule.endsWith("_exact");
      List<Network> ways =
          switch (rule) {
            case "dropout_inverted", "dropout_inverted_exact" ->
                List.of(image(4, 4, new Dropout(x)));
            case "dropout_plain" -> List.of(image(4, 4, new SpatialDropout2d(x)));
            case "avg_pool" ->
                List.of(
                    image(k, 1, new GlobalAveragePool()), image(2 * k, 1, new AveragePool2d(k, 1)));
            case "max_pool" ->
                List.of(image(k, 1, new GlobalMaxPool()), image(2 * k, 1, new MaxPool2d(k, 1)));
            case "zero_pad", "zero_pad_exact" ->
                List.of(image(k, 1, new ZeroPad2d(0, row.at("/args/3").asInt() - k, 0, 0)));
            case "reduce_mean" -> List.of(image(k, 3, new Fold(false)));
            case "reduce_sum" -> List.of(image(k, 3, new Fold(true)));
            default -> throw new AssertionError(rule);
          };
      SignalOptions options =
          SignalOptions.PUBLISHED.withInput(
              row.at("/args/0").asDouble(), row.at("/args/1").asDouble());
      for (Network way : ways) {
        Signal signal = Signal.of(way, exact ? options.exactly() : options, 0);
        close(all, row.toString(), signal.at("it"), row.get("out"));
        all.assertThat(signal.notes()).as("%s", row).isEmpty();
      }
    }
    all.assertAll();
  }

  private static Network image(int height, int width, Layer layer) {
    InputSpec input = InputSpec.of("x", height, width, 2);
    Step step = new Step("it", layer, List.of("x"), "it");
    return new Network("n", List.of(input), List.of(step), List.of("it"));
  }

  private static void close(SoftAssertions all, String what, Moment found, JsonNode wanted) {
    double mean = wanted.get(0).asDouble();
    double variance = wanted.get(1).asDouble();
    all.assertThat(found.mean()).as("mean of " + what).isCloseTo(mean, within(1e-7));
    all.assertThat(found.variance()).as("variance of " + what).isCloseTo(variance, within(1e-7));
  }

  private record Average() implements Layer {
    @Override
    public Expr call(List<Expr> in, Context context) {
      return in.stream().reduce(Expr::plus).orElseThrow().div(in.size());
    }
  }

  private record Subtract() implements Layer {
    @Override
    public Expr call(List<Expr> in, Context context) {
      return in.get(0).minus(in.get(1));
    }
  }

  private record Product() implements Layer {
    @Override
    public Expr call(List<Expr> in, Context context) {
      return in.get(0).matmul(in.get(1));
    }
  }

  /** Σ aᵢ·xᵢ with the given coefficients. */
  private record WeightedSum(List<Double> coefficients) implements Layer {
    @Override
    public Expr call(List<Expr> in, Context context) {
      return IntStream.range(0, in.size())
          .mapToObj(i -> in.get(i).times(coefficients.get(i)))
          .reduce(Expr::plus)
          .orElseThrow();
    }
  }

  @Test
  void mergesAreThoseOfTheVectors() {
    JsonNode multi = vectors.get("multi_input");
    double[] coefficients =
        new ObjectMapper().convertValue(multi.at("/weighted_sum/coefficients"), double[].class);
    List<Double> weights = java.util.Arrays.stream(coefficients).boxed().toList();
    SoftAssertions all = new SoftAssertions();
    Map<String, Layer> merges =
        Map.of(
            "add", new Add(),
            "average", new Average(),
            "multiply", new Multiply(),
            "weighted_sum", new WeightedSum(weights),
            "subtract_first_two", new Subtract());
    merges.forEach(
        (name, layer) -> {
          int n = name.endsWith("two") ? 2 : 3;
          JsonNode wanted =
              multi.get(name).has("out") ? multi.at("/" + name + "/out") : multi.get(name);
          long[][] shapes = {{4}, {4}, {4}};
          close(all, name, merged(layer, java.util.Arrays.copyOf(shapes, n)), wanted);
        });
    int[] sizes = new ObjectMapper().convertValue(multi.get("sizes"), int[].class);
    long[][] uneven = {{sizes[0]}, {sizes[1]}, {sizes[2]}};
    close(all, "concat", merged(new Concat(1), uneven), multi.get("concat"));
    long[][] matrices = {{3, 5}, {5, 2}};
    close(all, "matmul", merged(new Product(), matrices), multi.get("matmul_first_two_k5"));
    all.assertAll();
  }

  /** What {@code layer} makes of inputs that have the vectors' means and variances. */
  private static Moment merged(Layer layer, long[]... shapes) {
    List<InputSpec> inputs =
        IntStream.range(0, shapes.length).mapToObj(i -> InputSpec.of("x" + i, shapes[i])).toList();
    List<Step> steps = new java.util.ArrayList<>();
    for (int i = 0; i < shapes.length; i++) {
      double mean = vectors.at("/multi_input/means/" + i).asDouble();
      double sd = Math.sqrt(vectors.at("/multi_input/vars/" + i).asDouble());
      steps.add(new Step("in" + i, new Affine(mean, sd), List.of("x" + i), "in" + i));
    }
    List<String> from = steps.stream().map(Step::name).toList();
    steps.add(new Step("it", layer, from, "it"));
    Network net = new Network("n", inputs, steps, List.of("it"));
    for (boolean exact : new boolean[] {false, true}) {
      SignalOptions options = new SignalOptions(Moment.STANDARD, true, exact);
      assertThat(Signal.of(net, options, 0).notes()).isEmpty();
    }
    return net.signal(0, 1).at("it");
  }

  @Test
  void theLargestOfNormalsIsAsTheSheetSays() {
    Moment two = image(2, 1, new GlobalMaxPool()).signal(0, 1).at("it");
    assertThat(two.mean()).isCloseTo(1 / Math.sqrt(Math.PI), within(1e-9));
    assertThat(two.variance()).isCloseTo(1 - 1 / Math.PI, within(1e-9));
    Moment four = image(4, 1, new GlobalMaxPool()).signal(0, 1).at("it");
    assertThat(four.mean()).isCloseTo(1.029375, within(1e-6));
    assertThat(four.variance()).isCloseTo(0.491715, within(1e-6));
  }
}
