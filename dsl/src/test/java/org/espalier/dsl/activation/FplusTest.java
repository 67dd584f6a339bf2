package org.espalier.dsl.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.espalier.dsl.contract.ActivationContract;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.contract.LayerSlopes;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** FPLUS and PFPLUS against the vectors and the claims of their sheet. */
class FplusTest {
  private static final double TOLERANCE = 1e-12;

  private final JsonNode vectors = MethodVectors.of("fplus");

  @Nested
  class FplusKeeps extends ActivationContract {
    {
      subject(new Fplus());
      at(-1, -0.5);
      at(-1e4, -1e4 / 10001);
      at(3, 3);
      slope(0, 1);
      slope(-1, 0.25);
      slope(1e4, 1);
    }
  }

  @Nested
  class PfplusKeeps extends ActivationContract {
    {
      subject(new Pfplus(1.5, 0.5));
      at(-2, -1.5);
      at(2, 3);
      slope(0, 1.5);
      slope(-2, 0.375);
    }
  }

  @Nested
  class LinearLimitKeeps extends ActivationContract {
    {
      subject(new Pfplus(2, 0));
      at(-1e4, -2e4);
      slope(-1e4, 2);
      slope(1, 2);
    }
  }

  @Nested
  class TrainableKeeps extends LayerContract {
    {
      subject(new Pfplus(0.2, 10).trainable());
      takes(2, 3);
      gives(2, 3);
      weight("lambda");
      weight("mu");
    }
  }

  @Nested
  class EachChannelKeeps extends LayerContract {
    {
      subject(new TrainablePfplus().eachChannel().unconstrained());
      takes(2, 3);
      gives(2, 3);
      weight("lambda", 3);
      weight("mu", 3);
    }
  }

  @Test
  void valuesAndSlopesAreThoseOfTheSheet() {
    for (JsonNode v : vectors.get("elementwise")) {
      Pfplus f = pfplus(v);
      ActivationCurve curve = ActivationCurve.of(f, numbers(v, "x"));
      assertThat(curve.y()).containsExactly(numbers(v, "y"), within(TOLERANCE));
      assertThat(curve.dydx()).containsExactly(numbers(v, "dydx"), within(TOLERANCE));
      double left = v.get("left_asymptote").doubleValue();
      assertThat(ActivationCurve.of(f, -1e30).y()[0]).isCloseTo(left, within(TOLERANCE));
    }
  }

  @Test
  void slopesToTheParametersAreThoseOfTheSheet() {
    for (JsonNode v : vectors.get("elementwise")) {
      double[] x = numbers(v, "x");
      Map<String, Nd> at =
          Map.of(
              "lambda", Nd.scalar(v.get("lambda").doubleValue()),
              "mu", Nd.scalar(v.get("mu").doubleValue()));
      for (int i = 0; i < x.length; i++) {
        Nd one = new Nd(new long[] {1, 1}, new double[] {x[i]});
        LayerSlopes s = LayerSlopes.of(pfplus(v).trainable(), one, at, Nd.filled(1, 1, 1));
        assertThat(s.to("lambda")[0]).isCloseTo(numbers(v, "dydlambda")[i], within(TOLERANCE));
        assertThat(s.to("mu")[0]).isCloseTo(numbers(v, "dydmu")[i], within(TOLERANCE));
      }
    }
  }

  @Test
  void parametersOfChannelsSumOverAllOtherAxes() {
    JsonNode v = vectors.get("per_channel");
    Map<String, Nd> at =
        Map.of(
            "lambda", MethodVectors.numbers(v.get("lambda")),
            "mu", MethodVectors.numbers(v.get("mu")));
    LayerSlopes s =
        LayerSlopes.of(
            new TrainablePfplus().eachChannel(),
            MethodVectors.numbers(v.get("x")),
            at,
            MethodVectors.numbers(v.get("upstream")));
    assertThat(s.y()).containsExactly(numbers(v, "y"), within(TOLERANCE));
    assertThat(s.to("x")).containsExactly(numbers(v, "grad_x"), within(TOLERANCE));
    assertThat(s.to("lambda")).containsExactly(numbers(v, "grad_lambda"), within(TOLERANCE));
    assertThat(s.to("mu")).containsExactly(numbers(v, "grad_mu"), within(TOLERANCE));
  }

  private static Pfplus pfplus(JsonNode v) {
    return new Pfplus(v.get("lambda").doubleValue(), v.get("mu").doubleValue());
  }

  private static double[] numbers(JsonNode v, String name) {
    return MethodVectors.numbers(v.get(name)).data();
  }

  @Test
  void fplusIsItsCompactForm() {
    double[] x = {-50, -2, -0.1, 0, 0.1, 2, 50};
    double[] y = ActivationCurve.of(new Fplus(), x).y();
    for (int i = 0; i < x.length; i++) {
      double compact = Math.pow(Math.abs(x[i]) + 1, Math.signum(x[i])) - 1;
      assertThat(y[i]).isCloseTo(compact, within(TOLERANCE));
    }
  }

  @Test
  void theLeftSideHasItsInverse() {
    double[] x = {-30, -2, -0.01};
    double[] y = ActivationCurve.of(new Pfplus(0.7, 1.3), x).y();
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i] / (0.7 + 1.3 * y[i])).isCloseTo(x[i], within(1e-9));
    }
  }

  @Test
  void itRisesEverywhere() {
    double[] x =
        java.util.stream.IntStream.rangeClosed(-400, 400).mapToDouble(i -> i / 8.0).toArray();
    double[] y = ActivationCurve.of(new Pfplus(0.3, 4), x).y();
    for (int i = 1; i < y.length; i++) assertThat(y[i]).isGreaterThan(y[i - 1]);
  }

  @Test
  void theSecondDerivativeIsTwiceLambdaMuLeftOfZero() {
    Expr in = Leaf.input("x", Type.of(DType.FLOAT64));
    Expr bend = Gradient.of(Gradient.of(new Pfplus(1.5, 0.5).of(in), in), in);
    assertThat(Evaluation.of(bend, Map.of(in, Nd.scalar(-1e-12))).item())
        .isCloseTo(1.5, within(1e-9));
    assertThat(Evaluation.of(bend, Map.of(in, Nd.scalar(-2))).item())
        .isCloseTo(1.5 / 8, within(1e-9));
    assertThat(Evaluation.of(bend, Map.of(in, Nd.scalar(1))).item()).isZero();
  }

  @Test
  void nothingOverflowsAtTheEndsOfTheRange() {
    for (Pfplus f : new Pfplus[] {new Pfplus(), new Pfplus(0.2, 10), new Pfplus(1, 1e-3)}) {
      for (Activation a : new Activation[] {f, f.trainable()}) {
        ActivationCurve c = ActivationCurve.of(a, -1e307, -1e38, 1e38, 1e307);
        assertThat(Arrays.stream(c.dydx())).allMatch(Double::isFinite);
        double left = -f.lambda() / f.mu();
        assertThat(Arrays.copyOf(c.y(), 2))
            .containsExactly(new double[] {left, left}, within(1e-9));
        assertThat(c.y()[3]).isEqualTo(f.lambda() * 1e307);
      }
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Pfplus(0, 1)).hasMessage("lambda must be > 0, got 0.0");
    assertThatThrownBy(() -> new Pfplus(1, -1)).hasMessage("mu must be >= 0, got -1.0");
  }
}
