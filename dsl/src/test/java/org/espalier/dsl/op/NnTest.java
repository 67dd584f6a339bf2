package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** Losses far out, statistics, choices and own derivatives. */
class NnTest {
  private static Expr leaf(String name, long... dims) {
    return Leaf.input(name, Type.of(DType.FLOAT64, dims));
  }

  @Test
  void lossesAreFiniteAndRightFarOut() {
    Expr z = leaf("z", 2, 3);
    Expr ids = Leaf.input("ids", Type.of(DType.INT32, 2));
    Nd logits = new Nd(new long[] {2, 3}, new double[] {1e4, -1e4, 0, -1e4, 1e4, 1e4});
    Map<Expr, Nd> given = Map.of(z, logits, ids, Nd.of(1, 2));
    Expr sparse = Nn.sparseSoftmaxCrossEntropy(z, ids);
    Expr dense = Nn.softmaxCrossEntropy(z, Nn.oneHot(ids, 3, DType.FLOAT64));
    for (Expr loss : List.of(sparse, dense)) {
      assertThat(Evaluation.of(loss, given).data()).containsExactly(2e4, Math.log(2));
      assertThat(Evaluation.of(Gradient.of(loss.sum(), z), given).data())
          .containsExactly(1, -1, 0, 0, 0.5, -0.5);
    }
    Expr t = leaf("t", 3);
    Expr sigmoid = Nn.sigmoidCrossEntropy(leaf("x", 3), t);
    Expr x = sigmoid.node().input(0).node().input(0);
    Map<Expr, Nd> far = Map.of(x, Nd.of(1e4, -1e4, 1e4), t, Nd.of(1, 0, 0));
    assertThat(Evaluation.of(sigmoid, far).data()).containsExactly(0, 0, 1e4);
    assertThat(Evaluation.of(Gradient.of(sigmoid.sum(), x), far).data()).containsExactly(0, 0, 1);
    assertThat(Evaluation.of(Nn.logSoftmax(z), given).data())
        .containsExactly(0, -2e4, -1e4, -2e4 - Math.log(2), -Math.log(2), -Math.log(2));
  }

  @Test
  void batchNormGivesTheMeanAndTheUnbiasedVariance() {
    Expr x = leaf("x", 2, 1, 2, 1);
    Expr scale = leaf("scale", 1);
    Expr offset = leaf("offset", 1);
    Node norm = Nn.batchNorm(x, scale, offset, 1e-9);
    Map<Expr, Nd> given =
        Map.of(
            x, new Nd(new long[] {2, 1, 2, 1}, new double[] {1, 2, 3, 6}),
            scale, Nd.of(2),
            offset, Nd.of(10));
    List<Nd> out = Evaluation.of(norm.outputs(), given);
    assertThat(out.get(1).data()).containsExactly(3);
    assertThat(out.get(2).data()[0]).isCloseTo(14.0 / 3, within(1e-12));
    double deviation = Math.sqrt(14.0 / 4);
    assertThat(out.get(0).data())
        .containsExactly(
            new double[] {10 - 4 / deviation, 10 - 2 / deviation, 10, 10 + 6 / deviation},
            within(1e-8));
    assertThat(out.get(5).size()).isZero();
  }

  @Test
  void batchNormOfOneElementHasNoVariance() {
    Expr x = leaf("x", 1, 1, 1, 1);
    Node norm = Nn.batchNorm(x, leaf("s", 1), leaf("o", 1), 1e-3);
    Map<Expr, Nd> given =
        Map.of(x, Nd.filled(7, 1, 1, 1, 1), norm.input(1), Nd.of(2), norm.input(2), Nd.of(5));
    List<Nd> out = Evaluation.of(norm.outputs(), given);
    assertThat(out.get(0).item()).isEqualTo(5);
    assertThat(out.get(2).item()).isZero();
  }

  @Test
  void batchNormOf16BitsKeepsItsStatisticsIn32() {
    Expr x = Leaf.input("x", Type.of(DType.FLOAT16, 2, 3, 3, 4));
    Expr scale = Leaf.variable("scale", Type.of(DType.FLOAT32, 4));
    Node norm = Nn.batchNorm(x, scale, scale, 1e-3);
    assertThat(norm.op().infer(norm.inputTypes()))
        .isEqualTo(
            Fn.trace(norm.inputTypes(), new BatchNorm(1e-3)::decompose).outputs().stream()
                .map(Expr::type)
                .toList());
    Node grad = BatchNormGrad.of(norm, norm.output(0));
    assertThat(grad.type(0)).isEqualTo(x.type());
    assertThat(grad.type(1).dtype()).isEqualTo(DType.FLOAT32);
    assertThatThrownBy(() -> Nn.batchNorm(scale, scale, scale, 1e-3))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("batchNorm needs x [n, height, width, channels]");
  }

  @Test
  void choicesCountFromTheFirst() {
    Expr x = leaf("x", 2, 3);
    Expr ids = Leaf.input("ids", Type.of(DType.INT64, 2));
    Map<Expr, Nd> given =
        Map.of(x, new Nd(new long[] {2, 3}, new double[] {1, 4, 4, 3, 2, 1}), ids, Nd.of(0, 1));
    assertThat(Evaluation.of(Nn.argMax(x, 1), given)).isEqualTo(Nd.of(1, 0));
    assertThat(Evaluation.of(Nn.argMax(x, 0), given)).isEqualTo(Nd.of(1, 0, 0));
    assertThat(Evaluation.of(Nn.inTopK(x, ids, 2), given)).isEqualTo(Nd.of(0, 1));
    assertThat(Evaluation.of(Nn.inTopK(x, ids, 3), given)).isEqualTo(Nd.of(1, 1));
    assertThat(Evaluation.of(Nn.oneHot(ids.minus(1), 2, DType.FLOAT32), given).data())
        .containsExactly(0, 0, 1, 0);
  }

  @Test
  void lossesTakeAnUnknownBatch() {
    Shape rows = Shape.of(Dim.named("batch"), Dim.named("time"), Dim.of(3));
    Expr z = Leaf.input("z", new Type(DType.FLOAT64, rows));
    Expr ids = Leaf.input("ids", new Type(DType.INT32, rows.without(-1)));
    Expr loss = Nn.sparseSoftmaxCrossEntropy(z, ids);
    assertThat(loss.shape()).isEqualTo(ids.shape());
    Map<Expr, Nd> given = Map.of(z, OpCase.values(2, 2, 3), ids, Nd.of(0, 1, 2, 1).reshape(2, 2));
    assertThat(Evaluation.of(Gradient.of(loss.mean(), z), given).dims()).containsExactly(2, 2, 3);
    assertThatThrownBy(() -> Nn.sparseSoftmaxCrossEntropy(z, ids.cast(DType.FLOAT32)))
        .hasMessageContaining("int32 or int64 ids [n]");
  }

  @Test
  void anOwnDerivativeIsTheOneGiven() {
    Expr x = leaf("x", 3);
    Expr gain = leaf("gain");
    Expr y =
        Nn.withGradient(
                List.of(x, x.exp()),
                in -> List.of(in.get(0).round().times(gain), in.get(1)),
                (in, out, dy) -> Arrays.asList(dy.get(0).times(gain).times(7), null))
            .get(0);
    Map<Expr, Nd> given = Map.of(x, Nd.of(0.4, 0.6, 2.2), gain, Nd.scalar(3));
    assertThat(Evaluation.of(y, given).data()).containsExactly(0, 3, 6);
    assertThat(Evaluation.of(Gradient.of(y.sum(), x), given).data()).containsExactly(21, 21, 21);
    assertThat(Evaluation.of(Gradient.of(y.sum(), gain), given).item()).isZero();
  }

  @Test
  void whatABodyUsesFromOutsideIsAnInput() {
    Expr x = leaf("x", 3);
    Expr gain = leaf("gain");
    Expr shift = leaf("shift");
    Node node =
        Nn.withGradient(
                List.of(x),
                in -> List.of(in.get(0).times(gain)),
                (in, out, dy) -> List.of(dy.get(0).plus(shift)))
            .get(0)
            .node();
    assertThat(node.inputs()).containsExactly(x, gain, shift);
    CustomGradient op = (CustomGradient) node.op();
    assertThat(op.forward().captures()).isEmpty();
    assertThat(op.backward().captures()).isEmpty();
    Fn moved =
        Fn.trace(
            List.of(x.type()), in -> Fn.substitute(List.of(node.output(0)), Map.of(x, in.get(0))));
    Expr z = leaf("z", 3);
    Expr dz = Gradient.of(moved.apply(List.of(z)).get(0).sum(), z);
    Map<Expr, Nd> given = Map.of(z, Nd.of(1, 2, 3), gain, Nd.scalar(3), shift, Nd.scalar(10));
    assertThat(Evaluation.of(dz, given).data()).containsExactly(11, 11, 11);
  }

  @Test
  void aBackwardBodyOfWrongTypesIsRefused() {
    Expr x = leaf("x", 3);
    assertThatThrownBy(
            () -> Nn.withGradient(List.of(x), in -> in, (in, out, dy) -> List.of(dy.get(0).sum())))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(
            "the backward body of a custom gradient needs one cotangent per input (null where none"
                + " flows): [float64[3]] but receives [float64[]].");
    assertThatThrownBy(() -> Nn.withGradient(List.of(x), in -> in, (in, out, dy) -> List.of()))
        .hasMessageContaining("but receives []");
  }
}
