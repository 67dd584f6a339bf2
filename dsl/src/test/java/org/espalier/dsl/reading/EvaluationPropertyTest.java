package org.espalier.dsl.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** Evaluation against loops written out by hand. */
class EvaluationPropertyTest {
  private static Nd random(long seed, long... dims) {
    Random random = new Random(seed);
    return Nd.zeros(dims).map(v -> 4 * random.nextDouble() - 2);
  }

  private static Expr leaf(Nd at) {
    return Leaf.input("x", new Type(DType.FLOAT64, Shape.of(at.dims())));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aMatrixProductIsItsTripleLoop(
      @ForAll @IntRange(min = 1, max = 5) int m,
      @ForAll @IntRange(min = 1, max = 5) int k,
      @ForAll @IntRange(min = 1, max = 5) int n,
      @ForAll long seed) {
    Nd a = random(seed, m, k);
    Nd b = random(seed + 1, k, n);
    Expr x = leaf(a);
    Expr y = leaf(b);
    Nd c = Evaluation.of(x.matmul(y), Map.of(x, a, y, b));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) sum += a.data()[i * k + l] * b.data()[l * n + j];
        assertThat(c.data()[i * n + j]).isCloseTo(sum, within(1e-12));
      }
    }
    Nd turned = Evaluation.of(y.transpose().matmul(x.transpose()), Map.of(x, a, y, b));
    Nd back = Evaluation.of(x.matmul(y).transpose(), Map.of(x, a, y, b));
    assertThat(turned.dims()).isEqualTo(back.dims());
    assertThat(turned.data()).containsExactly(back.data(), within(1e-12));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void broadcastingIndexesAsNumPyDoes(
      @ForAll @IntRange(min = 1, max = 4) int p,
      @ForAll @IntRange(min = 1, max = 4) int q,
      @ForAll long seed) {
    Nd column = random(seed, p, 1);
    Nd row = random(seed + 1, q);
    Expr x = leaf(column);
    Expr y = leaf(row);
    for (Binary op : List.of(Binary.ADD, Binary.MUL, Binary.MAX, Binary.DIV)) {
      Nd z = Evaluation.of(op.of(x, y), Map.of(x, column, y, row));
      assertThat(z.dims()).containsExactly(p, q);
      for (int i = 0; i < p * q; i++) {
        double[] args = {column.data()[i / q], row.data()[i % q]};
        assertThat(z.data()[i]).isEqualTo(op.apply(args));
      }
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void reductionsFoldTheAxisNamed(
      @ForAll @IntRange(min = 1, max = 4) int p,
      @ForAll @IntRange(min = 1, max = 4) int q,
      @ForAll long seed) {
    Nd at = random(seed, p, q);
    Expr x = leaf(at);
    Map<Expr, Nd> given = Map.of(x, at);
    for (int i = 0; i < p; i++) {
      double sum = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < q; j++) {
        sum += at.data()[i * q + j];
        most = Math.max(most, at.data()[i * q + j]);
      }
      assertThat(Evaluation.of(x.sum(1), given).data()[i]).isCloseTo(sum, within(1e-12));
      assertThat(Evaluation.of(x.mean(-1), given).data()[i]).isCloseTo(sum / q, within(1e-12));
      assertThat(Evaluation.of(x.maxOver(1), given).data()[i]).isEqualTo(most);
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void inversesUndo(@ForAll long seed) {
    Nd at = random(seed, 5).map(v -> v / 2.5);
    Expr x = leaf(at);
    for (Expr same :
        List.of(
            x.exp().log(),
            x.expm1().log1p(),
            Unary.ERFINV.of(x.erf()),
            Unary.ASINH.of(Unary.SINH.of(x)),
            Unary.TAN.of(Unary.ATAN.of(x)),
            x.abs().square().sqrt().times(x.sign()))) {
      assertThat(Evaluation.of(same, Map.of(x, at)).data())
          .containsExactly(at.data(), within(1e-9));
    }
  }

  @Test
  void axesOfOneNameHaveOneSize() {
    Dim batch = Dim.named("batch");
    Expr a = Leaf.input("a", new Type(DType.FLOAT64, Shape.of(batch)));
    Expr b = Leaf.input("b", new Type(DType.FLOAT64, Shape.of(batch)));
    assertThatThrownBy(() -> Evaluation.of(a.plus(b), Map.of(a, Nd.zeros(2), b, Nd.zeros(3))))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("[batch]");
  }
}
