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
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** ADA against the vectors and the claims of its sheet. */
class AdaTest {
  private static final double TOLERANCE = 1e-12;

  private final JsonNode vectors = MethodVectors.of("ada");

  @Nested
  class Keeps extends ActivationContract {
    {
      subject(new Ada());
      at(1, Math.exp(-1));
      at(-3, 0);
      slope(0, 0);
      slope(1, 0);
      slope(1e-12, 1);
    }
  }

  @Nested
  class LeakyKeeps extends ActivationContract {
    {
      subject(new Ada(0.5, 1, 0).leaky(0.01));
      at(2, 2);
      at(-3, -0.03);
      slope(0, 0.01);
      slope(-5, 0.01);
      slope(1e-12, Math.E);
    }
  }

  @Nested
  class TrainableKeeps extends LayerContract {
    {
      subject(new TrainableAda(0.3, 0.5, 0.01, false));
      takes(2, 3);
      gives(2, 3);
      weight("alpha");
    }
  }

  @Nested
  class EachChannelKeeps extends LayerContract {
    {
      subject(new Ada(0.7).trainable().eachChannel());
      takes(2, 3);
      gives(2, 3);
      weight("alpha", 3);
    }
  }

  @Test
  void valuesAndSlopesAreThoseOfTheSheet() {
    for (JsonNode v : vectors.get("elementwise")) {
      double[] x = MethodVectors.numbers(v.get("x")).data();
      ActivationCurve curve = ActivationCurve.of(ada(v), x);
      assertThat(curve.y()).containsExactly(numbers(v, "y"), within(TOLERANCE));
      assertThat(curve.dydx()).containsExactly(numbers(v, "dydx"), within(TOLERANCE));
      ActivationCurve peak = ActivationCurve.of(ada(v), v.get("peak_x").doubleValue());
      assertThat(peak.y()[0]).isCloseTo(v.get("peak_y").doubleValue(), within(TOLERANCE));
      assertThat(peak.dydx()[0]).isCloseTo(0, within(TOLERANCE));
    }
  }

  @Test
  void slopesToAlphaAreThoseOfTheSheet() {
    for (JsonNode v : vectors.get("elementwise")) {
      double[] expected = numbers(v, "dydalpha");
      int n = expected.length;
      Nd rows = new Nd(new long[] {n, 1}, MethodVectors.numbers(v.get("x")).data());
      Nd alpha = Nd.scalar(v.get("alpha").doubleValue());
      for (int i = 0; i < n; i++) {
        Nd upstream = Nd.zeros(n, 1);
        upstream.data()[i] = 1;
        TrainableAda ada = ada(v).trainable();
        LayerSlopes slopes = LayerSlopes.of(ada, rows, Map.of("alpha", alpha), upstream);
        assertThat(slopes.to("alpha")[0]).isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }

  private static Ada ada(JsonNode v) {
    return new Ada(
        v.get("alpha").doubleValue(), v.get("c").doubleValue(), v.get("leak").doubleValue());
  }

  private static double[] numbers(JsonNode v, String name) {
    return MethodVectors.numbers(v.get(name)).data();
  }

  @Test
  void peakAndFirstSlopeFollowTheFormulas() {
    for (double alpha : new double[] {0.1, 0.9, 3}) {
      for (double shift : new double[] {0, 1, -0.5}) {
        ActivationCurve c = ActivationCurve.of(new Ada(alpha, shift, 0), 1 / alpha, 1e-12);
        assertThat(c.y()[0]).isCloseTo(Math.exp(shift - 1) / alpha, within(TOLERANCE));
        assertThat(c.dydx()[0]).isCloseTo(0, within(TOLERANCE));
        assertThat(c.dydx()[1]).isCloseTo(Math.exp(shift), within(1e-10));
      }
    }
  }

  @Test
  void oneNeuronSeparatesXor() {
    JsonNode xor = vectors.get("xor_single_neuron");
    double[] z = numbers(xor, "z");
    assertThat(ActivationCurve.of(new Ada(1, 1, 0), z).y())
        .containsExactly(numbers(xor, "y"), within(TOLERANCE));
  }

  @Test
  void nothingOverflowsAtTheEndsOfTheRange() {
    for (Ada ada : new Ada[] {new Ada(), new Ada(1e-3, 1, 0.01), new Ada(1e3, -1, 0)}) {
      for (Activation a : new Activation[] {ada, ada.trainable()}) {
        ActivationCurve c = ActivationCurve.of(a, -1e308, -1e38, 1e38, 1e308);
        assertThat(Arrays.stream(c.y())).allMatch(Double::isFinite);
        assertThat(c.y()[3]).isZero();
        assertThat(c.dydx())
            .containsExactly(new double[] {ada.leak(), ada.leak(), 0, 0}, within(0.0));
      }
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Ada(0)).hasMessage("alpha must be > 0, got 0.0");
    assertThatThrownBy(() -> new Ada(1, 0, -1)).hasMessage("leak must be >= 0, got -1.0");
    assertThatThrownBy(() -> new Ada(1e-4).trainable())
        .hasMessage("alpha must be >= 0.001, got 1.0E-4");
  }
}
