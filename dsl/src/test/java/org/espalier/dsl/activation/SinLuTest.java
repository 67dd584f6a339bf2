package org.espalier.dsl.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.espalier.dsl.contract.ActivationContract;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.contract.Slopes;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The sinu-sigmoidal unit. */
class SinLuTest {
  @Nested
  class Keeps extends ActivationContract {
    {
      subject(new SinLu());
      at(-2, (-2 + Math.sin(-2)) / (1 + Math.exp(2)));
      at(3, (3 + Math.sin(3)) / (1 + Math.exp(-3)));
      slope(0, 1);
    }
  }

  @Nested
  class StrongAndFastKeeps extends ActivationContract {
    {
      subject(new SinLu(-0.5, 4));
      at(0.7, (0.7 - 0.5 * Math.sin(2.8)) / (1 + Math.exp(-0.7)));
      slope(0, -0.5);
    }
  }

  @Nested
  class TrainableKeeps extends LayerContract {
    {
      subject(new SinLu(0.6, 2).trainable());
      takes(2, 3);
      gives(2, 3);
      weight("amplitude");
      weight("frequency");
    }
  }

  @Nested
  class EachChannelKeeps extends LayerContract {
    {
      subject(new TrainableSinLu().eachChannel());
      takes(2, 3);
      gives(2, 3);
      weight("amplitude", 3);
      weight("frequency", 3);
    }
  }

  @Test
  void leftOfZeroItIsNish() {
    double[] x = {-20, -3, -1.0828652709, -0.2};
    assertThat(ActivationCurve.of(new SinLu(), x).y())
        .containsExactly(ActivationCurve.of(new Nish(), x).y(), within(1e-15));
  }

  @Test
  void withoutAWaveItIsSwish() {
    double[] x = {-5, -1, 0, 0.3, 7};
    ActivationCurve flat = ActivationCurve.of(new SinLu(0, 3), x);
    ActivationCurve swish = ActivationCurve.of(new Swish(), x);
    assertThat(flat.y()).containsExactly(swish.y(), within(1e-15));
    assertThat(flat.dydx()).containsExactly(swish.dydx(), within(1e-15));
  }

  @Test
  void theSecondDerivativeFollowsTheClosedForm() {
    for (Formula f : new Formula[] {new SinLu(0.8, 1.7), new Ada(0.7, 0.2, 0.1), new Fplus()}) {
      Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 7));
      Expr slope = Gradient.of(f.of(x).sum(), x);
      Nd at = Nd.of(-4, -1.3, -0.2, 0.3, 1, 2.5, 9);
      Slopes.check(slope, java.util.List.of(x), Map.of(x, at), 1e-7);
    }
  }

  @Test
  void nothingOverflowsAtTheEndsOfTheRange() {
    SinLu fast = new SinLu(2, 50);
    for (Activation a : new Activation[] {fast, fast.trainable()}) {
      ActivationCurve c = ActivationCurve.of(a, -1e308, -1e38, 1e38, 1e308);
      assertThat(c.y()).containsExactly(-0.0, -0.0, 1e38, 1e308);
      assertThat(Arrays.stream(c.dydx())).allMatch(Double::isFinite);
      assertThat(c.dydx()[0]).isZero();
    }
  }
}
