package org.espalier.dsl.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

class ActivationCurveTest {
  /** x times a parameter of its channel. */
  record Scaled(double start) implements Activation {
    @Override
    public Expr call(Expr x, Context context) {
      Shape channels = Shape.of(x.shape().last());
      return x.times(context.param("scale", channels, new Constant(start)));
    }
  }

  @Test
  void valuesAndSlopesAreTheFunctions() {
    ActivationCurve tanh = ActivationCurve.of(new Tanh(), -1, 0, 2);

    for (int i = 0; i < 3; i++) {
      double y = Math.tanh(tanh.x()[i]);
      assertThat(tanh.y()[i]).isCloseTo(y, within(1e-15));
      assertThat(tanh.dydx()[i]).isCloseTo(1 - y * y, within(1e-15));
    }
  }

  @Test
  void ownParametersAreAsTheyStart() {
    ActivationCurve curve = ActivationCurve.of(new Scaled(3), 1, 2);

    assertThat(curve)
        .isEqualTo(
            new ActivationCurve(new double[] {1, 2}, new double[] {3, 6}, new double[] {3, 3}));
  }

  @Test
  void noPointsAreRefused() {
    assertThatThrownBy(() -> ActivationCurve.of(new Relu()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("give at least one point");
  }
}
