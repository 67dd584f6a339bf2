package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class GradientTest {
  private final Dim batch = Dim.named("batch");
  private final Expr x = Leaf.input("x", new Type(DType.FLOAT64, Shape.of(batch, Dim.of(3))));
  private final Expr w = Leaf.variable("w", Type.of(DType.FLOAT64, 3, 2));
  private final Expr b = Leaf.variable("b", Type.of(DType.FLOAT64, 2));

  @Test
  void aDenseLayersGradientEqualsTheHandWrittenOne() {
    Expr loss = x.matmul(w).plus(b).square().sum();
    List<Expr> grads = Gradient.of(loss, List.of(w, b));
    Nd xs = new Nd(new long[] {2, 3}, new double[] {1, 2, 3, 4, 5, 6});
    Nd ws = new Nd(new long[] {3, 2}, new double[] {1, 0, 0, 1, 1, 1});
    Map<Expr, Nd> given = Map.of(x, xs, w, ws, b, Nd.of(0.5, -1));
    assertThat(Evaluation.of(loss, given).item()).isEqualTo(20.25 + 16 + 110.25 + 100);
    assertThat(Evaluation.of(grads.get(1), given).data()).containsExactly(2 * 4.5 + 21, 8 + 20);
    assertThat(Evaluation.of(grads.get(0), given).data())
        .containsExactly(9 + 84, 8 + 80, 18 + 105, 16 + 100, 27 + 126, 24 + 120);
  }

  @Test
  void equalSubexpressionsAreTheSameObject() {
    assertThat(x.times(2).exp()).isSameAs(x.times(2).exp());
    assertThat(x.times(2)).isNotSameAs(x.times(3));
  }

  @Test
  void secondDerivativesAreFurtherExpressions() {
    Expr t = Leaf.variable("t", Type.of(DType.FLOAT64));
    Expr y = t.tanh().times(t.sin());
    Expr second = Gradient.of(Gradient.of(y, t), t);
    double v = 0.7;
    double tanh = Math.tanh(v);
    double s2 = 1 - tanh * tanh;
    double expected = -2 * tanh * s2 * Math.sin(v) + 2 * s2 * Math.cos(v) - tanh * Math.sin(v);
    assertThat(Evaluation.of(second, Map.of(t, Nd.scalar(v))).item())
        .isCloseTo(expected, Offset.offset(1e-12));
  }

  @Test
  void nothingFlowsThroughStopGradient() {
    Expr t = Leaf.variable("t", Type.of(DType.FLOAT64));
    Expr slope = Gradient.of(t.times(t.stopGradient()), t);
    assertThat(Evaluation.of(slope, Map.of(t, Nd.scalar(3))).item()).isEqualTo(3);
  }

  @Test
  void aChainOfTwoHundredThousandOpsNeedsNoStack() {
    Expr t = Leaf.variable("t", Type.of(DType.FLOAT64));
    Expr y = t;
    for (int i = 0; i < 100_000; i++) y = y.sin().plus(t);
    assertThat(Evaluation.of(Gradient.of(y, t), Map.of(t, Nd.scalar(0.1))).item()).isFinite();
  }
}
