package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/** Invariants of array ops for arrays of any small size. */
class ArrayProperties {
  private static Nd random(long seed, long... dims) {
    Random random = new Random(seed);
    return Nd.zeros(dims).map(v -> random.nextGaussian());
  }

  private static Expr input(Nd value) {
    return Leaf.input("x", Type.of(DType.FLOAT64, value.dims()));
  }

  private static Nd apply(UnaryOperator<Expr> op, Nd value) {
    Expr x = input(value);
    return Evaluation.of(op.apply(x), Map.of(x, value));
  }

  /** ⟨Lx, y⟩ = ⟨x, Lᵀy⟩ where Lᵀ is what the derivative rule gives. */
  private static void adjoint(UnaryOperator<Expr> linear, Nd value, long seed) {
    Expr x = input(value);
    Expr image = linear.apply(x);
    Nd weights = random(seed + 1, image.shape().toArray());
    Expr y = Leaf.input("y", image.type());
    Expr back = Gradient.ofAll(List.of(image), List.of(y), List.of(x), Rules.NONE).get(0);
    Map<Expr, Nd> given = Map.of(x, value, y, weights);
    double forth = Evaluation.of(image.times(y).sum(), given).item();
    assertThat(Evaluation.of(back.times(x).sum(), given).item()).isCloseTo(forth, within(1e-9));
  }

  @Property(tries = 50)
  void reversingAndTransposingTwiceChangesNothing(
      @ForAll @IntRange(max = 4) int m, @ForAll @IntRange(max = 4) int n, @ForAll long seed) {
    Nd x = random(seed, m, 3, n);
    assertThat(apply(e -> Ops.reverse(Ops.reverse(e, 0, 2), 2, 0), x)).isEqualTo(x);
    assertThat(apply(e -> e.transpose(2, 0, 1).transpose(1, 2, 0), x)).isEqualTo(x);
  }

  @Property(tries = 50)
  void slicesJoinedAgainAreTheWhole(
      @ForAll @IntRange(min = 1, max = 7) int n,
      @ForAll @IntRange(max = 7) int cut,
      @ForAll long seed) {
    Nd x = random(seed, 2, n, 2);
    int c = Math.min(cut, n);
    assertThat(apply(e -> Ops.concat(1, e.slice(1, 0, c), e.slice(1, c, Slice.END)), x))
        .isEqualTo(x);
    assertThat(apply(e -> Ops.stack(1, Ops.unstack(e, 1)), x)).isEqualTo(x);
  }

  @Property(tries = 50)
  void einsumOfMatricesIsTheirProduct(
      @ForAll @IntRange(min = 1, max = 4) int m,
      @ForAll @IntRange(min = 1, max = 4) int k,
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll long seed) {
    Nd b = random(seed + 1, k, n);
    Expr right = Literal.of(Tensor.of(DType.FLOAT64, b));
    Nd a = random(seed, m, k);
    assertThat(apply(e -> Ops.einsum("ij,jk->ik", e, right), a).data())
        .containsExactly(apply(e -> e.matmul(right), a).data(), within(1e-12));
  }

  @Property(tries = 50)
  void sortingKeepsTheElementsAndOrdersThem(
      @ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
    Nd x = random(seed, n);
    double[] sorted = x.data().clone();
    java.util.Arrays.sort(sorted);
    assertThat(apply(e -> Ops.sort(e, false), x).data()).containsExactly(sorted);
    assertThat(apply(e -> Ops.takeAlong(e, Ops.argSort(e, false)), x).data())
        .containsExactly(sorted);
  }

  @Property(tries = 50)
  void runningSumsAndProductsEndAtTheWhole(
      @ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
    Nd x = random(seed, n, 2);
    assertThat(apply(e -> Ops.cumSum(e, 0).get(-1), x).data())
        .containsExactly(apply(e -> e.sum(0), x).data(), within(1e-12));
    assertThat(apply(e -> Ops.cumProd(e, 0, false, true).get(0), x).data())
        .containsExactly(apply(e -> Ops.prod(e, 0), x).data(), within(1e-12));
  }

  @Property(tries = 50)
  void derivativesOfLinearOpsAreTheirAdjoints(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 3) Integer> picks,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll long seed) {
    Nd x = random(seed, 4, 3, 4);
    Nd at = Nd.of(picks.stream().mapToDouble(i -> i).toArray());
    Expr indices = Literal.of(Tensor.of(DType.INT32, at));
    adjoint(e -> Ops.gather(e, 0, indices), x, seed);
    adjoint(e -> Ops.gather(e, 2, indices), x, seed);
    adjoint(e -> Ops.scatterSum(e, indices, Dim.of(5)), random(seed, picks.size(), 2), seed);
    adjoint(e -> Ops.slice(e, 2, 1, Slice.END, step), x, seed);
    adjoint(e -> Ops.pad(e, new long[] {1, 0, step}, new long[] {0, 2, 1}, 0), x, seed);
    adjoint(e -> Ops.concat(1, e, e.slice(1, 1, 2)), x, seed);
    adjoint(e -> Ops.cumSum(e, 1, step == 1, step == 2), x, seed);
    adjoint(e -> Ops.reverse(e, step - 1), x, seed);
    adjoint(e -> Ops.tile(e, 1, step, 2), x, seed);
    adjoint(e -> Ops.matrixDiag(e), x, seed);
    adjoint(e -> Ops.diagPart(e.transpose(1, 0, 2)), x, seed);
    adjoint(e -> Ops.einsum("ijk->ki", e), x, seed);
    adjoint(e -> Ops.bandPart(e, step, 0), x, seed);
  }
}
