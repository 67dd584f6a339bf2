package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class ArrayOpsTest {
  private final Dim time = Dim.named("time");
  private final Dim nodes = Dim.named("nodes");
  private final Expr x = Leaf.input("x", new Type(DType.FLOAT64, Shape.of(time, Dim.of(2))));
  private final Expr y = Leaf.input("y", new Type(DType.FLOAT64, Shape.of(nodes, Dim.of(2))));
  private final Map<Expr, Nd> given =
      Map.of(
          x, new Nd(new long[] {3, 2}, new double[] {1, 2, 3, 4, 5, 6}),
          y, new Nd(new long[] {2, 2}, new double[] {7, 8, 9, 10}));

  private double[] value(Expr e) {
    return Evaluation.of(e, given).data();
  }

  @Test
  void slicesOfUnknownAxesCountFromBothEnds() {
    assertThat(x.slice(0, 1, Slice.END).shape()).isEqualTo(Shape.of(time.plus(-1), Dim.of(2)));
    assertThat(value(x.slice(0, 1, Slice.END))).containsExactly(3, 4, 5, 6);
    assertThat(value(x.slice(0, 0, -1))).containsExactly(1, 2, 3, 4);
    assertThat(value(x.get(-1))).containsExactly(5, 6);
    assertThat(value(x.get(1))).containsExactly(3, 4);
    assertThat(value(Ops.slice(x, 0, 0, Slice.END, 2))).containsExactly(1, 2, 5, 6);
    assertThat(value(Ops.slice(x, 0, time.floorDiv(2), time))).containsExactly(3, 4, 5, 6);
    assertThat(x.slice(0, 0, Slice.END)).isSameAs(x);
    assertThat(value(Gradient.of(x.slice(0, 1, -1).square().sum(), x)))
        .containsExactly(0, 0, 6, 8, 0, 0);
  }

  @Test
  void slicesOutsideAreRefusedWhileTracingOrWhenSizesAreKnown() {
    Expr fixed = Leaf.input("f", Type.of(DType.FLOAT64, 4));
    assertThatThrownBy(() -> fixed.slice(0, 1, 6))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(
            "slice of axis 0 needs places within 0..4 and a step of 1 or more but receives 5 places"
                + " from 1, 1 apart.");
    assertThatThrownBy(() -> fixed.slice(0, -6, 2))
        .hasMessageContaining("receives 4 places from -2");
    assertThatThrownBy(() -> fixed.slice(0, 3, 1)).isInstanceOf(ShapeMismatch.class);
    assertThatThrownBy(() -> value(x.slice(0, 2, 5)))
        .isInstanceOf(EspalierException.class)
        .hasMessage("slice along axis 0 needs places 2 to 4, but there are 3");
  }

  @Test
  void unknownAxesAreJoinedAndTheGradientFindsItsParts() {
    Expr joined = Ops.concat(0, x, y, x);
    assertThat(joined.shape().get(0)).isEqualTo(time.plus(time).plus(nodes));
    assertThat(value(joined)).startsWith(1, 2).endsWith(5, 6).hasSize(16);
    Expr weights = Ops.iota(joined.shape().get(0), DType.FLOAT64).expand(1);
    List<Expr> grads = Gradient.of(joined.times(weights).sum(), List.of(x, y));
    assertThat(value(grads.get(0))).containsExactly(5, 5, 7, 7, 9, 9);
    assertThat(value(grads.get(1))).containsExactly(3, 3, 4, 4);
    assertThatThrownBy(() -> Ops.concat(1, x, y))
        .hasMessage(
            "concat along axis 1 needs inputs that differ in no other axis but receives"
                + " [float64[time, 2], float64[nodes, 2]].");
  }

  @Test
  void edgesOfAGraphOfUnknownSizeGatherAndScatter() {
    Dim edges = Dim.named("edges");
    Expr from = Leaf.input("from", new Type(DType.INT32, Shape.of(edges)));
    Expr to = Leaf.input("to", new Type(DType.INT64, Shape.of(edges)));
    Expr sums = Ops.scatterSum(Ops.gather(y, 0, from), to, nodes);
    Map<Expr, Nd> graph = Map.of(y, given.get(y), from, Nd.of(0, 1, 1), to, Nd.of(1, 1, 1));
    assertThat(sums.shape()).isEqualTo(y.shape());
    assertThat(Evaluation.of(sums, graph).data()).containsExactly(0, 0, 25, 28);
    Expr slope = Gradient.of(sums.get(1).sum(), y);
    assertThat(Evaluation.of(slope, graph).data()).containsExactly(1, 1, 2, 2);
    Map<Expr, Nd> wrong = Map.of(y, given.get(y), from, Nd.of(2), to, Nd.of(0));
    assertThatThrownBy(() -> Evaluation.of(sums, wrong))
        .hasMessage("gather needs indices in 0..1 but receives 2");
  }

  @Test
  void sortingRunningAndTilingWorkAlongUnknownAxes() {
    Expr row = x.transpose();
    assertThat(value(Ops.sort(row.unaryMinus(), false))).containsExactly(-5, -3, -1, -6, -4, -2);
    assertThat(value(Ops.argSort(row, true))).containsExactly(2, 1, 0, 2, 1, 0);
    assertThat(value(Ops.cumProd(x, 0, true, false))).containsExactly(1, 1, 1, 2, 3, 8);
    assertThat(value(Ops.cumSum(x, 0, false, true))).containsExactly(9, 12, 8, 10, 5, 6);
    assertThat(value(Gradient.of(Ops.prod(x, 0).sum(), x))).containsExactly(15, 24, 5, 12, 3, 8);
    assertThat(Ops.tile(x, 2, 1).shape().get(0)).isEqualTo(time.times(Dim.of(2)));
    assertThat(value(Ops.bandPart(x.matmul(x.transpose()), 0, 0)))
        .containsExactly(5, 0, 0, 0, 25, 0, 0, 0, 61);
    assertThat(value(Ops.diagPart(x.matmul(x.transpose())))).containsExactly(5, 25, 61);
  }

  @Test
  void equalElementsAreOrderedByPlace() {
    Expr ties = Leaf.input("ties", Type.of(DType.FLOAT64, 4));
    Map<Expr, Nd> values = Map.of(ties, Nd.of(1, 3, 1, 3));
    assertThat(Evaluation.of(Ops.topK(ties, 3).get(1), values).data()).containsExactly(1, 3, 0);
    assertThatThrownBy(() -> Ops.topK(ties, 5))
        .hasMessage("topK needs numbers [b…, n] with n at least 5 but receives float64[4].");
  }

  @Test
  void aSpecificationThatCannotBeReadSaysWhy() {
    refused("ij,jk", "einsum 'ij,jk' needs one '->' before the output's letters, as in ij,jk->ik");
    refused("ij->ij", "einsum 'ij->ij' names 1 operands and receives 2; give one or two");
    refused("ij,jk->ii", "einsum 'ij,jk->ii' repeats 'i' in its output");
    refused("ij,jk->il", "einsum 'ij,jk->il' has 'l' in its output but in no operand");
    refused("i1,jk->ik", "einsum 'i1,jk->ik' holds '1'; axes are letters, '...' the rest");
    refused("...j,jk->k", "einsum '...j,jk->k' needs '...' on both sides of '->' or on none");
    refused(
        "ij,jkl->ik",
        "einsum 'ij,jkl->ik' needs an axis for each letter of jkl but receives [nodes, 2].");
    refused(
        "ij,ji->i",
        "einsum 'ij,ji->i' needs one size for 'i' but receives [[time, 2], [nodes, 2]].");
  }

  private void refused(String spec, String message) {
    assertThatThrownBy(() -> Ops.einsum(spec, x, y))
        .isInstanceOf(EspalierException.class)
        .hasMessage(message);
  }
}
