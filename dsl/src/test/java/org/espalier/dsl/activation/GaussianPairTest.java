package org.espalier.dsl.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.espalier.dsl.contract.ActivationContract;
import org.espalier.dsl.contract.InitializerContract;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.SymmetricWeibull;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Weights and activation against the vectors and the claims of their sheet. */
class GaussianPairTest {
  private static final JsonNode FAMILIES =
      MethodVectors.of("gaussian-preactivations").get("families");
  private static final int DRAWS = 100_000;

  @Nested
  class OddKeeps extends ActivationContract {
    {
      subject(new GaussianPhi());
      at(0, 0);
      slope(0, 1.1642297137253035);
    }
  }

  @Nested
  class PositiveKeeps extends ActivationContract {
    {
      subject(new GaussianPhi(3, GaussianPhi.Variant.POSITIVE));
      at(-40, 0);
      slope(-40, 0);
    }
  }

  @Nested
  class SymmetricWeibullKeeps extends InitializerContract {
    {
      subject(new SymmetricWeibull(3));
      moments(s -> 0, s -> new SymmetricWeibull(3).moment(2) / s.fanIn());
    }
  }

  private static Nd[] valueAndSlope(GaussianPhi phi, DType dtype, double... x) {
    Expr in = Leaf.input("x", Type.of(dtype, x.length));
    Expr y = phi.of(in);
    Expr slope = Gradient.of(y.sum(), in);
    Expr bend = Gradient.of(slope.sum(), in);
    return Evaluation.of(List.of(y, slope, bend), Map.of(in, Nd.of(x))).toArray(new Nd[0]);
  }

  @Test
  void activationsAreThoseOfTheSheet() {
    assertThat(FAMILIES).hasSize(6);
    for (JsonNode f : FAMILIES) {
      double theta = f.get("theta").doubleValue();
      GaussianLaw law = GaussianLaw.of(theta);
      double[] x = numbers(f, "x");
      for (GaussianPhi.Variant variant : GaussianPhi.Variant.values()) {
        boolean odd = variant == GaussianPhi.Variant.ODD;
        double[] expected = numbers(f, odd ? "phi_odd" : "phi_positive");
        double[] exact = Arrays.stream(x).map(odd ? law::odd : law::positive).toArray();
        assertThat(exact).containsExactly(expected, within(2e-6));
        Nd[] graph = valueAndSlope(new GaussianPhi(theta, variant), DType.FLOAT64, x);
        assertThat(graph[0].data()).containsExactly(exact, within(1e-6));
      }
    }
  }

  @Test
  void theLawIsThatOfTheSheet() {
    for (JsonNode f : FAMILIES) {
      double theta = f.get("theta").doubleValue();
      GaussianLaw law = GaussianLaw.of(theta);
      double[] y = numbers(f.get("cdf_abs_y"), "y");
      assertThat(Arrays.stream(y).map(law::cdf).toArray())
          .containsExactly(numbers(f.get("cdf_abs_y"), "p"), within(1e-6));
      near(law.slopeAtZero(), f, "phi_odd_slope_at_zero");
      near(law.tailScale(), f, "tail_scale");
      near(law.tailExponent(), f, "tail_exponent");
      near(law.moment(2), f, "y_second_moment");
      near(law.moment(4), f, "y_fourth_moment");
      SymmetricWeibull weights = new SymmetricWeibull(theta);
      near(weights.moment(2), f, "weight_variance");
      near(weights.moment(4), f, "weight_fourth_moment");
      double[] magnitude = numbers(f.get("weibull"), "u_magnitude");
      double[] sign = numbers(f.get("weibull"), "u_sign");
      double[] w =
          IntStream.range(0, sign.length)
              .mapToDouble(i -> weights.draw(magnitude[i], sign[i]))
              .toArray();
      assertThat(w).containsExactly(numbers(f.get("weibull"), "w"), within(1e-12));
    }
  }

  private static double[] numbers(JsonNode of, String name) {
    return MethodVectors.numbers(of.get(name)).data();
  }

  private static void near(double value, JsonNode of, String name) {
    assertThat(value).as(name).isCloseTo(of.get(name).doubleValue(), within(1e-9));
  }

  @Test
  void theKnownValuesOfTheSheetComeOut() {
    assertThat(GaussianLaw.of(3).odd(1)).isCloseTo(1.1821, within(5e-5));
    assertThat(GaussianLaw.of(5).odd(1)).isCloseTo(1.1158, within(5e-5));
    assertThat(GaussianLaw.of(10).odd(3)).isCloseTo(3.0152, within(5e-5));
  }

  @Test
  void bothRiseAndTheOddOneIsOdd() {
    double[] x = IntStream.rangeClosed(-900, 900).mapToDouble(i -> i / 100.0 + 1e-4).toArray();
    double[] mirrored = Arrays.stream(x).map(v -> -v).toArray();
    for (double theta : new double[] {2.05, 5}) {
      for (GaussianPhi.Variant variant : GaussianPhi.Variant.values()) {
        GaussianPhi phi = new GaussianPhi(theta, variant);
        double[] y = valueAndSlope(phi, DType.FLOAT64, x)[0].data();
        for (int i = 1; i < y.length; i++) assertThat(y[i]).isGreaterThan(y[i - 1]);
        if (variant == GaussianPhi.Variant.POSITIVE) continue;
        double[] other = valueAndSlope(phi, DType.FLOAT64, mirrored)[0].data();
        assertThat(other).containsExactly(Arrays.stream(y).map(v -> -v).toArray());
      }
    }
  }

  @Test
  void slopesAndBendsAreThoseOfTheValues() {
    double[] x = {-7.3, -5.123, -1.004, -0.301, 0.0049, 0.7777, 2.5001, 5.993, 6.5, 40};
    double h = 1e-5;
    for (GaussianPhi.Variant variant : GaussianPhi.Variant.values()) {
      GaussianPhi phi = new GaussianPhi(4, variant);
      Nd[] here = valueAndSlope(phi, DType.FLOAT64, x);
      Nd[] up = valueAndSlope(phi, DType.FLOAT64, Arrays.stream(x).map(v -> v + h).toArray());
      Nd[] down = valueAndSlope(phi, DType.FLOAT64, Arrays.stream(x).map(v -> v - h).toArray());
      for (int i = 0; i < x.length; i++) {
        for (int order = 0; order < 2; order++) {
          double slope = (up[order].data()[i] - down[order].data()[i]) / (2 * h);
          assertThat(here[order + 1].data()[i]).as("%s", x[i]).isCloseTo(slope, within(1e-5));
        }
      }
    }
  }

  @Test
  void theTailGoesOnWhereTheTableEnds() {
    for (GaussianPhi.Variant variant : GaussianPhi.Variant.values()) {
      double[] y =
          valueAndSlope(new GaussianPhi(5, variant), DType.FLOAT64, -6 - 1e-9, -6, 6 - 1e-9, 6)[0]
              .data();
      assertThat(y[0]).isCloseTo(y[1], within(1e-8));
      assertThat(y[2]).isCloseTo(y[3], within(1e-8));
    }
    double far = valueAndSlope(new GaussianPhi(5), DType.FLOAT64, 1e4)[0].item();
    double law = GaussianLaw.of(5).tailScale() * Math.pow(0.5e8, 0.3);
    assertThat(far / law).isCloseTo(1, within(0.05));
  }

  /** Kolmogorov and Smirnov's distance from the standard normal law. */
  private static double distance(DoubleSupplier draw) {
    double[] z = IntStream.range(0, DRAWS).mapToDouble(i -> draw.getAsDouble()).sorted().toArray();
    double most = 0;
    for (int i = 0; i < z.length; i++) {
      double p = Erf.erfc(-z[i] / Math.sqrt(2)) / 2;
      most = Math.max(most, Math.max(p - i / (double) DRAWS, (i + 1) / (double) DRAWS - p));
    }
    return most;
  }

  /** The activation on many numbers at once. */
  private static double[] activated(GaussianPhi phi, double[] x) {
    return valueAndSlope(phi, DType.FLOAT64, x)[0].data();
  }

  @Test
  void aWeightTimesAnActivatedNormalNumberIsNormal() {
    for (double theta : new double[] {2.05, 3, 10}) {
      for (GaussianPhi.Variant variant : GaussianPhi.Variant.values()) {
        RandomSource random = RandomSource.of(1, "x", variant.name());
        GaussianPair pair = new GaussianPair(theta, variant);
        double[] y = activated(pair.activation(), random.gaussians(DRAWS));
        int[] next = {0};
        double d =
            distance(
                () ->
                    y[next[0]++]
                        * pair.initializer().draw(random.nextUniform(), random.nextUniform()));
        assertThat(d).isLessThan(0.0065);
        double square = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
        double expected = GaussianLaw.of(theta).moment(2);
        double spread = Math.sqrt((GaussianLaw.of(theta).moment(4) - expected * expected) / DRAWS);
        assertThat(square).isCloseTo(expected, within(4 * spread));
      }
    }
  }

  @Test
  void theMeanSquareIsExact() {
    for (double theta : new double[] {2.5, 5, 10}) {
      for (GaussianPhi.Variant variant : GaussianPhi.Variant.values()) {
        int n = 4001;
        double[] x = IntStream.range(0, n).mapToDouble(i -> (i - n / 2) * 0.004).toArray();
        double[] y = activated(new GaussianPhi(theta, variant), x);
        double mean = 0;
        for (int i = 0; i < n; i++) {
          mean += y[i] * y[i] * Math.exp(-x[i] * x[i] / 2) / Math.sqrt(2 * Math.PI) * 0.004;
        }
        double expected = GaussianLaw.of(theta).moment(2);
        assertThat(expected).isCloseTo(1 / new SymmetricWeibull(theta).moment(2), within(1e-12));
        assertThat(mean).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void theSamplerHasTheLaw() {
    for (double theta : new double[] {2.05, 5}) {
      GaussianLaw law = GaussianLaw.of(theta);
      RandomSource random = RandomSource.of(2, "y");
      double[] y = IntStream.range(0, 20_000).mapToDouble(i -> law.sample(random)).toArray();
      Arrays.sort(y);
      for (int i = 100; i < y.length; i += 400) {
        assertThat(law.cdf(y[i])).isCloseTo(i / (double) y.length, within(0.0125));
      }
    }
  }

  @Test
  void aLayerOfThreeStaysNormalWhereReluDoesNot() {
    GaussianPair pair = new GaussianPair(5);
    RandomSource random = RandomSource.of(3, "layer");
    double[] y = activated(pair.activation(), random.gaussians(3 * DRAWS));
    int[] next = {0};
    DoubleSupplier paired =
        () -> {
          double z = 0;
          for (int j = 0; j < 3; j++) {
            z += y[next[0]++] * pair.initializer().draw(random.nextUniform(), random.nextUniform());
          }
          return z / Math.sqrt(3);
        };
    assertThat(distance(paired)).isLessThan(0.0065);
    DoubleUnaryOperator relu = x -> Math.max(x, 0);
    DoubleSupplier usual =
        () -> {
          double z = 0;
          for (int j = 0; j < 3; j++) {
            z += relu.applyAsDouble(random.nextGaussian()) * random.nextGaussian();
          }
          return z * Math.sqrt(2.0 / 3);
        };
    assertThat(distance(usual)).isGreaterThan(0.05);
  }

  @Test
  void anExponentOfTwoOrLessIsRefused() {
    assertThatThrownBy(() -> new GaussianPhi(2)).hasMessage("theta must be > 2, got 2.0");
    assertThatThrownBy(() -> new SymmetricWeibull(1.5)).hasMessage("theta must be > 2, got 1.5");
    assertThatThrownBy(() -> new GaussianPair(Double.NaN)).hasMessage("theta must be > 2, got NaN");
  }

  @Test
  void weightsOfAnotherExponentAreRefusedWhereTheNetworkIsDescribed() {
    GaussianPair pair = new GaussianPair(5);
    assertThat(narrow(pair.initializer(), pair).steps()).hasSize(2);
    assertThat(narrow(new HeNormal(), pair).steps()).hasSize(2);
    assertThatThrownBy(() -> narrow(new SymmetricWeibull(3), pair))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'net/dense1/activation'")
        .hasMessageContaining("θ = 5.0")
        .hasMessageContaining("θ = 3.0")
        .hasMessageContaining("GaussianPair(5.0, ODD)");
  }

  private static Network narrow(org.espalier.dsl.init.Initializer init, GaussianPair pair) {
    return Network.named("net").init(init).vector(3).dense(3, pair.activation()).dense(2).build();
  }
}
