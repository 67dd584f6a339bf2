package org.espalier.dsl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.contract.LayerSlopes;
import org.espalier.dsl.contract.Slopes;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Dendrite-activated connections against the claims of their sheet. */
class DendriteTest {
  @Nested
  class DenseKeeps extends LayerContract {
    {
      subject(new DendriteDense(4).withOutputBias());
      takes(3);
      gives(4);
      weight("kernel", 3, 4);
      weight("bias", 3, 4);
      weight("outputBias", 4);
    }
  }

  @Nested
  class ConvolutionKeeps extends LayerContract {
    {
      subject(new DendriteConv2d(3, 2).same().withStride(2));
      takes(3, 4, 2);
      gives(2, 2, 3);
      weight("kernel", 2, 2, 2, 3);
      weight("bias", 2, 3);
    }
  }

  @Nested
  class AnyActivationKeeps extends LayerContract {
    {
      Optional<org.espalier.dsl.init.Initializer> zeros = Optional.of(Constant.ZEROS);
      Windows windows = Windows.of(1, Padding.VALID);
      subject(
          new DendriteConv2d(
              2, 2, 1, windows, new Tanh(), Optional.empty(), new Constant(0.1), zeros));
      takes(3, 2, 2);
      gives(2, 2, 2);
      weight("kernel", 2, 1, 2, 2);
      weight("bias", 2, 2);
      weight("outputBias", 2);
    }
  }

  /** More filters than are written one after the other. */
  @Nested
  class ManyFiltersKeep extends LayerContract {
    {
      subject(new DendriteConv2d(65, 1));
      takes(1, 2, 1);
      gives(1, 2, 65);
      weight("kernel", 1, 1, 1, 65);
      weight("bias", 1, 65);
    }
  }

  private static Nd repeated(double[] row, int times) {
    Nd out = Nd.zeros(row.length, times);
    for (int i = 0; i < out.size(); i++) out.data()[i] = row[i / times];
    return out;
  }

  @Test
  void oneBiasForAllUnitsIsActivationThenALinearLayer() {
    Nd x = Slopes.values(0, 6, 3);
    Nd w = Slopes.values(1, 3, 4);
    double[] b = {0.4, -0.3, 0.1};
    Nd upstream = Slopes.values(2, 6, 4);
    Nd moved = Nd.zeros(6, 3);
    for (int i = 0; i < 18; i++) moved.data()[i] = x.data()[i] + b[i % 3];
    LayerSlopes dac =
        LayerSlopes.of(
            new DendriteDense(4), x, Map.of("kernel", w, "bias", repeated(b, 4)), upstream);
    Nd h = moved.map(v -> Math.max(v, 0));
    LayerSlopes plain =
        LayerSlopes.of(new Dense(4).withoutBias(), h, Map.of("kernel", w), upstream);
    assertThat(dac.y()).containsExactly(plain.y(), within(1e-12));
    assertThat(dac.to("kernel")).containsExactly(plain.to("kernel"), within(1e-12));
    double[] toBias = new double[3];
    for (int i = 0; i < 18; i++) {
      double gated = moved.data()[i] > 0 ? plain.to("x")[i] : 0;
      assertThat(dac.to("x")[i]).isCloseTo(gated, within(1e-12));
      toBias[i % 3] += gated;
    }
    for (int j = 0; j < 3; j++) {
      double sum = 0;
      for (int i = 0; i < 4; i++) sum += dac.to("bias")[4 * j + i];
      assertThat(sum).isCloseTo(toBias[j], within(1e-12));
    }
  }

  private static double[] dac(Nd x, int units, double[] w, double[] b) {
    int in = (int) x.dims()[1];
    Map<String, Nd> weights =
        Map.of(
            "kernel", new Nd(new long[] {in, units}, w), "bias", new Nd(new long[] {in, units}, b));
    Nd upstream = Nd.filled(1, x.dims()[0], units);
    return LayerSlopes.of(new DendriteDense(units), x, weights, upstream).y();
  }

  @Test
  void oneConnectionIsAHingeAndTwoLayersNestThem() {
    Nd x = new Nd(new long[] {4, 1}, new double[] {-2, -0.5, 0.5, 3});
    double[] hinge = dac(x, 1, new double[] {-2}, new double[] {1});
    assertThat(hinge).containsExactly(new double[] {0, -1, -3, -8}, within(1e-12));
    double[] nested = dac(new Nd(new long[] {4, 1}, hinge), 1, new double[] {3}, new double[] {2});
    assertThat(nested).containsExactly(new double[] {6, 3, 0, 0}, within(1e-12));
  }

  @Test
  void piecewiseLinearFunctionsAreRepresentedExactly() {
    double[] hinges = {-1.5, -0.5, 0.25, 1};
    double[] bends = {1, -3, 2.5, -0.75};
    Nd x = Nd.zeros(81, 1);
    for (int i = 0; i < 81; i++) x.data()[i] = -2 + i / 20.0;
    double[] shifts = java.util.Arrays.stream(hinges).map(t -> -t).toArray();
    double[] hidden = dac(x, 4, new double[] {1, 1, 1, 1}, shifts);
    double[] y = dac(new Nd(new long[] {81, 4}, hidden), 1, bends, new double[4]);
    for (int i = 0; i < 81; i++) {
      double expected = 0;
      for (int k = 0; k < 4; k++) expected += bends[k] * Math.max(0, x.data()[i] - hinges[k]);
      assertThat(y[i]).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void aConvolutionOfSinglePixelsIsTheDenseLayerOnChannels() {
    Nd x = Slopes.values(0, 6, 3);
    Nd w = Slopes.values(1, 3, 4);
    Nd b = Slopes.values(2, 3, 4);
    Nd upstream = Slopes.values(3, 6, 4);
    LayerSlopes dense =
        LayerSlopes.of(new DendriteDense(4), x, Map.of("kernel", w, "bias", b), upstream);
    LayerSlopes conv =
        LayerSlopes.of(
            new DendriteConv2d(4, 1),
            x.reshape(1, 2, 3, 3),
            Map.of("kernel", w.reshape(1, 1, 3, 4), "bias", b),
            upstream.reshape(1, 2, 3, 4));
    assertThat(conv.y()).containsExactly(dense.y(), within(1e-12));
    for (String name : new String[] {"x", "kernel", "bias"}) {
      assertThat(conv.to(name)).containsExactly(dense.to(name), within(1e-12));
    }
  }

  @Test
  void paddingAddsNothingAtTheBorders() {
    Nd x = Nd.zeros(1, 2, 2, 1);
    Map<String, Nd> weights =
        Map.of("kernel", Nd.filled(1, 3, 3, 1, 1), "bias", Nd.filled(1, 1, 1));
    LayerSlopes s =
        LayerSlopes.of(new DendriteConv2d(1, 3).same(), x, weights, Nd.filled(1, 1, 2, 2, 1));
    assertThat(s.y()).containsOnly(4);
  }

  @Test
  void manyGroupsComputeTheSame() {
    int in = 4096;
    Nd x = Slopes.values(0, 2, in);
    Nd w = Slopes.values(1, in, 65);
    Nd b = Slopes.values(2, in, 65);
    double[] y = dac(x, 65, w.data(), b.data());
    for (int unit : new int[] {0, 31, 64}) {
      double sum = 0;
      for (int j = 0; j < in; j++) {
        sum += w.data()[j * 65 + unit] * Math.max(0, x.data()[in + j] + b.data()[j * 65 + unit]);
      }
      assertThat(y[65 + unit]).isCloseTo(sum, within(1e-8));
    }
  }

  @Test
  void parametersAreCountedAsInTheSheet() {
    Network dense = Network.named("net").vector(784).layer(new DendriteDense(100)).build();
    Network conv = Network.named("net").image(8, 8, 16).layer(new DendriteConv2d(32, 3)).build();
    assertThat(dense.summary().parameters()).isEqualTo(156_800);
    assertThat(conv.summary().parameters()).isEqualTo(4_608 + 512);
  }

  @Test
  void mistakesAreTold() {
    assertThatThrownBy(() -> Network.named("net").image(4, 4, 2).layer(new DendriteDense(3)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("needs [batch, features]")
        .hasMessageContaining("flatten() before dendriteDense(3)")
        .hasMessageContaining("gives [batch, 32]");
    Optional<org.espalier.dsl.init.Initializer> none = Optional.empty();
    assertThatThrownBy(() -> new DendriteDense(3, new Softmax(), none, Constant.ZEROS, none))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("softmax mixes them");
    assertThat(new DendriteDense(1).activation()).isEqualTo(new Relu());
  }
}
