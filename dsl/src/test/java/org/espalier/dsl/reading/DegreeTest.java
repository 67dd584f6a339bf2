package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class DegreeTest {
  private final Expr x = Leaf.input("x", Type.of(DType.FLOAT64, 2, 3));
  private final Expr w = Leaf.variable("w", Type.of(DType.FLOAT64, 3, 3));

  private long degree(Expr y) {
    return Degree.of(y, List.of(x)).orElse(-1);
  }

  @Test
  void degreesAddInProductsAndStayInSums() {
    assertThat(degree(x.matmul(w).plus(1))).isEqualTo(1);
    assertThat(Degree.of(x.matmul(w), List.of(x, w))).hasValue(2);
    assertThat(degree(x.square().times(x).sum(1))).isEqualTo(3);
    assertThat(degree(x.pow(4).transpose().reshape(6).mean())).isEqualTo(4);
    assertThat(degree(x.matmul(x.transpose()).matmul(x))).isEqualTo(3);
    assertThat(degree(w.exp().matmul(x.transpose()).div(w.sum()))).isEqualTo(1);
    assertThat(degree(w.gt(0).where(w, w.zerosLike()).sum())).isZero();
  }

  @Test
  void whatIsNoPolynomialIsSaidToBeNone() {
    assertThat(Degree.of(x.relu(), List.of(x))).isEmpty();
    assertThat(Degree.of(x.exp().times(0.5), List.of(x))).isEmpty();
    assertThat(Degree.of(w.div(x.sum()), List.of(x))).isEmpty();
    assertThat(Degree.of(x.gt(0).where(x, x), List.of(x))).isEmpty();
    assertThat(Degree.of(x.pow(0.5), List.of(x))).isEmpty();
    assertThat(Degree.of(x.maxOver(1), List.of(x))).isEmpty();
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void differencesOfHigherOrderVanish(@ForAll long seed) {
    Random random = new Random(seed);
    Expr t = Leaf.input("t", Type.of(DType.FLOAT64));
    Expr y = t;
    for (int i = 0; i < 4; i++) {
      y =
          switch (random.nextInt(4)) {
            case 0 -> y.times(t).plus(random.nextDouble());
            case 1 -> y.minus(t.square());
            case 2 -> y.times(random.nextDouble());
            default -> y.square().div(2);
          };
    }
    int degree = (int) Degree.of(y, List.of(t)).orElseThrow();
    if (degree > 8) return;
    double[] values = new double[degree + 2];
    double scale = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Evaluation.of(y, Map.of(t, Nd.scalar(i * 0.5 - 1))).item();
      scale = Math.max(scale, Math.abs(values[i]));
    }
    for (int order = 1; order < values.length; order++) {
      for (int i = 0; i + order < values.length; i++) values[i] = values[i + 1] - values[i];
    }
    assertThat(values[0]).isCloseTo(0, within(1e-9 * (1 + scale)));
  }
}
