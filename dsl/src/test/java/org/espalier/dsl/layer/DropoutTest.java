package org.espalier.dsl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.contract.TracedNetwork;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Dropout and its kin against the claims of its sheet. */
class DropoutTest {
  private static final int DRAWS = 100_000;

  @Nested
  class ChannelsDropped extends LayerContract {
    {
      subject(new SpatialDropout2d(0.4));
      takes(3, 2, 4);
      gives(3, 2, 4);
    }
  }

  @Nested
  class Noisy extends LayerContract {
    {
      subject(new GaussianDropout(0.4));
      takes(3, 2);
      gives(3, 2);
    }
  }

  private static TracedNetwork traced(Layer layer, boolean training, long... example) {
    return new TracedNetwork(TracedNetwork.around(layer, List.of(example)), training);
  }

  private static Map<Expr, Nd> given(TracedNetwork t, Nd x) {
    Map<Expr, Nd> given = new HashMap<>(t.values(1));
    given.put(t.inputs.get("in0"), x);
    return given;
  }

  private static double[] drawn(Layer layer, double y) {
    TracedNetwork t = traced(layer, true, 10);
    return Evaluation.of(t.output, given(t, Nd.filled(y, DRAWS / 10, 10))).data();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  @Test
  void meanAndVarianceAreThoseOfTheFormulas() {
    for (double rate : new double[] {0.2, 0.5, 0.8}) {
      for (Layer layer : new Layer[] {new Dropout(rate), new GaussianDropout(rate)}) {
        double y = -1.5;
        double[] values = drawn(layer, y);
        double expected = y * y * rate / (1 - rate);
        assertThat(mean(values)).isCloseTo(y, within(4 * Math.sqrt(expected / DRAWS)));
        assertThat(variance(values)).isCloseTo(expected, within(0.03 * expected));
      }
    }
  }

  @Test
  void theKeptShareIsBinomial() {
    double kept = Arrays.stream(drawn(new Dropout(0.3), 1)).filter(v -> v != 0).count();
    assertThat(kept / DRAWS).isCloseTo(0.7, within(4 * Math.sqrt(0.7 * 0.3 / DRAWS)));
  }

  @Test
  void theGradientIsTheSameMaskScaled() {
    TracedNetwork t = traced(new Dropout(0.4), true, 50);
    Expr x = t.inputs.get("in0");
    List<Expr> both = List.of(t.output, Gradient.of(t.output.sum(), x));
    List<Nd> found = Evaluation.of(both, given(t, Nd.filled(2, 3, 50)));
    for (int i = 0; i < 150; i++) {
      assertThat(found.get(1).data()[i]).isEqualTo(found.get(0).data()[i] / 2);
    }
    assertThat(Arrays.stream(found.get(1).data()).distinct().sorted().toArray())
        .containsExactly(new double[] {0, 1 / 0.6}, within(1e-12));
  }

  @Test
  void everySampleHasItsOwnMask() {
    TracedNetwork t = traced(new Dropout(0.5), true, 64);
    double[] y = Evaluation.of(t.output, given(t, Nd.filled(1, 2, 64))).data();
    assertThat(Arrays.copyOf(y, 64)).isNotEqualTo(Arrays.copyOfRange(y, 64, 128));
  }

  @Test
  void wholeChannelsGoTogether() {
    TracedNetwork t = traced(new SpatialDropout2d(0.5), true, 3, 2, 40);
    double[] y = Evaluation.of(t.output, given(t, Nd.filled(1, 2, 3, 2, 40))).data();
    for (int i = 0; i < y.length; i++) {
      int image = i / 240;
      assertThat(y[i]).isEqualTo(y[image * 240 + i % 40]).isIn(0.0, 2.0);
    }
    assertThat(Arrays.copyOf(y, 40)).isNotEqualTo(Arrays.copyOfRange(y, 240, 280));
  }

  @Test
  void nothingIsDrawnWithoutTrainingOrRate() {
    for (Layer layer : new Layer[] {new SpatialDropout2d(0.4), new GaussianDropout(0.4)}) {
      TracedNetwork idle = traced(layer, false, 2, 2, 3);
      assertThat(idle.output).isSameAs(idle.inputs.get("in0"));
    }
    for (Layer layer : new Layer[] {new SpatialDropout2d(0), new GaussianDropout(0)}) {
      TracedNetwork none = traced(layer, true, 2, 2, 3);
      assertThat(none.output).isSameAs(none.inputs.get("in0"));
    }
  }

  /** E‖t − (r⊙x/p)·w‖² = ‖t − x·w‖² + (1 − p)/p · Σ x²w². */
  @Test
  void linearRegressionWithDropoutIsRidgeRegression() {
    double rate = 0.4;
    double[] x = {1, -2, 0.5};
    double[] w = {0.7, 0.4, -1.1};
    Nd rows = Nd.zeros(DRAWS, 3);
    for (int i = 0; i < rows.size(); i++) rows.data()[i] = x[i % 3];
    TracedNetwork t = traced(new Dropout(rate), true, 3);
    double[] dropped = Evaluation.of(t.output, given(t, rows)).data();
    double target = 0.3;
    double loss = 0;
    for (int row = 0; row < DRAWS; row++) {
      double error = target;
      for (int j = 0; j < 3; j++) error -= dropped[3 * row + j] * w[j];
      loss += error * error / DRAWS;
    }
    double error = target;
    double penalty = 0;
    for (int j = 0; j < 3; j++) {
      error -= x[j] * w[j];
      penalty += rate / (1 - rate) * x[j] * x[j] * w[j] * w[j];
    }
    assertThat(loss).isCloseTo(error * error + penalty, within(0.03));
  }

  @Test
  void ratesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SpatialDropout2d(1)).hasMessage("rate must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new GaussianDropout(1)).hasMessage("rate must be in [0, 1), got 1.0");
  }
}
