package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Array ops that do not read well as methods of {@link Expr}. A negative axis counts from the end;
 * any axis may be a named unknown.
 */
public final class Ops {
  private Ops() {}

  /** A number. */
  public static Expr constant(DType dtype, double value) {
    return Constant.of(dtype, value);
  }

  /** Matrix product with either side transposed. */
  public static Expr matmul(Expr a, boolean transposeA, Expr b, boolean transposeB) {
    return MatMul.of(a, transposeA, b, transposeB);
  }

  /**
   * Products summed over shared axes, for one or two operands: {@code ij,jk->ik}, {@code
   * ...ij->...ji}, {@code ii->i}. Axes behind an ellipsis broadcast.
   *
   * @throws org.espalier.dsl.error.EspalierException when the specification is not understood
   * @throws ShapeMismatch when the operands do not fit it
   */
  public static Expr einsum(String spec, Expr... operands) {
    return EinsumSpec.apply(spec, List.of(operands));
  }

  /** The numbers 0, 1, … size-1. Shape [size]. */
  public static Expr iota(Dim size, DType dtype) {
    return Iota.of(size, dtype);
  }

  /** Inputs joined along an axis in which alone they may differ. */
  public static Expr concat(int axis, List<Expr> inputs) {
    return Concat.of(axis, inputs);
  }

  /** Inputs joined along an axis in which alone they may differ. */
  public static Expr concat(int axis, Expr... inputs) {
    return concat(axis, List.of(inputs));
  }

  /** Inputs of one type side by side along a new axis. */
  public static Expr stack(int axis, List<Expr> inputs) {
    return concat(axis, inputs.stream().map(x -> x.expand(axis)).toList());
  }

  /** The slices of {@code x} along an axis of known size; that axis vanishes. */
  public static List<Expr> unstack(Expr x, int axis) {
    List<Expr> slices = new ArrayList<>();
    for (int i = 0; i < x.shape().get(axis).size(); i++) {
      slices.add(slice(x, axis, i, i + 1, 1).squeeze(axis));
    }
    return slices;
  }

  /**
   * Places {@code from} (inclusive) to {@code to} (exclusive) of one axis, {@code step} apart.
   *
   * @param from negative counts from the end
   * @param to negative counts from the end; {@link Slice#END} is the end
   */
  public static Expr slice(Expr x, int axis, long from, long to, long step) {
    return Slice.of(x, axis, from, to, step);
  }

  /** The same with ends that may be unknown while tracing. */
  public static Expr slice(Expr x, int axis, Dim from, Dim to) {
    return Slice.of(x, axis, from, to, 1);
  }

  /** {@code x} with places of one value before and after each axis. */
  public static Expr pad(Expr x, long[] before, long[] after, double value) {
    return Pad.of(x, dims(before), dims(after), value);
  }

  private static List<Dim> dims(long[] sizes) {
    return Arrays.stream(sizes).mapToObj(Dim::of).toList();
  }

  /** {@code x} continued by its mirror image along an axis; the edge itself is not repeated. */
  public static Expr padReflect(Expr x, int axis, long before, long after) {
    List<Expr> parts = new ArrayList<>(List.of(x));
    if (before > 0) parts.add(0, reverse(slice(x, axis, 1, before + 1, 1), axis));
    if (after > 0) parts.add(reverse(slice(x, axis, -1 - after, -1, 1), axis));
    return concat(axis, parts);
  }

  /** Slices of {@code x} along an axis, picked by int32 or int64 indices of any shape. */
  public static Expr gather(Expr x, int axis, Expr indices) {
    return Gather.of(x, axis, indices);
  }

  /** Slices of {@code values} added up at the places that indices name: [size, …]. */
  public static Expr scatterSum(Expr values, Expr indices, Dim size) {
    return ScatterSum.of(values, indices, size);
  }

  /** For each row, the elements of the last axis that the indices of that row name. */
  public static Expr takeAlong(Expr x, Expr indices) {
    int rank = x.shape().rank();
    if (rank == 0
        || rank != indices.shape().rank()
        || !x.shape().without(-1).equals(indices.shape().without(-1))) {
      throw new ShapeMismatch(
          "takeAlong", "x [b…, n] and indices [b…, k]", x.type() + " and " + indices.type());
    }
    Expr places = rowPlaces(indices, x.shape().last());
    Expr flat = x.reshape(Shape.of(x.shape().size()));
    return gather(flat, 0, places).reshape(indices.shape());
  }

  /** Indices into rows of n elements, as indices into all rows behind each other. Shape [·]. */
  static Expr rowPlaces(Expr indices, Dim n) {
    Dim rows = indices.shape().without(-1).size();
    Expr first = iota(rows, indices.dtype()).times(SizeOf.of(n, indices.dtype()));
    Expr matrix = indices.reshape(Shape.of(rows, indices.shape().last())).plus(first.expand(1));
    return matrix.reshape(Shape.of(matrix.shape().size()));
  }

  /** Running sums along an axis. */
  public static Expr cumSum(Expr x, int axis) {
    return cumSum(x, axis, false, false);
  }

  /** Running sums along an axis, without each element itself, or from the end. */
  public static Expr cumSum(Expr x, int axis, boolean exclusive, boolean reverse) {
    return CumSum.of(x, axis, exclusive, reverse);
  }

  /** Running products along an axis. */
  public static Expr cumProd(Expr x, int axis) {
    return cumProd(x, axis, false, false);
  }

  /** Running products along an axis, without each element itself, or from the end. */
  public static Expr cumProd(Expr x, int axis, boolean exclusive, boolean reverse) {
    return CumProd.of(x, axis, exclusive, reverse);
  }

  /** Product over axes (none given: all); the axes vanish. */
  public static Expr prod(Expr x, int... axes) {
    return Reduce.of(Reduce.How.PROD, x, false, axes);
  }

  /** Elements of the given axes in the opposite order. */
  public static Expr reverse(Expr x, int... axes) {
    return Reverse.of(x, axes);
  }

  /** {@code x} repeated along each axis. */
  public static Expr tile(Expr x, long... times) {
    Shape once = x.shape();
    Check.that(times.length == once.rank(), "tile of %s needs a number per axis", once);
    Shape apart = Shape.SCALAR;
    Shape wide = Shape.SCALAR;
    Shape all = Shape.SCALAR;
    for (int i = 0; i < times.length; i++) {
      Dim n = Dim.of(Check.positive("times", times[i]));
      apart = apart.concat(Shape.of(Dim.of(1), once.get(i)));
      wide = wide.concat(Shape.of(n, once.get(i)));
      all = all.concat(Shape.of(n.times(once.get(i))));
    }
    return x.reshape(apart).broadcastTo(wide).reshape(all);
  }

  /** The k largest elements of the last axis, largest first, and their int32 indices. */
  public static List<Expr> topK(Expr x, long k) {
    return TopK.of(x, Dim.of(k));
  }

  /** Elements of the last axis in ascending or descending order. */
  public static Expr sort(Expr x, boolean descending) {
    Expr falling = TopK.of(x, x.shape().last()).get(0);
    return descending ? falling : reverse(falling, -1);
  }

  /** The int32 indices that sort the last axis in ascending or descending order. */
  public static Expr argSort(Expr x, boolean descending) {
    Expr falling = TopK.of(x, x.shape().last()).get(1);
    return descending ? falling : reverse(falling, -1);
  }

  /** Rows [b…, n] as diagonals of matrices [b…, n, n], zero elsewhere. */
  public static Expr matrixDiag(Expr x) {
    return eye(x.shape().last()).where(x.expand(-1), x.constant(0));
  }

  /** The diagonals [b…, n] of square matrices [b…, n, n]. */
  public static Expr diagPart(Expr x) {
    if (x.shape().rank() < 2 || !x.shape().get(-2).equals(x.shape().last())) {
      throw new ShapeMismatch("diagPart", "square matrices [b…, n, n]", x.shape().toString());
    }
    return eye(x.shape().last()).where(x, x.constant(0)).sum(-1);
  }

  /** True on the diagonal: bool [n, n]. */
  public static Expr eye(Dim n) {
    Expr i = iota(n, DType.INT32);
    return i.expand(1).eq(i.expand(0));
  }

  /**
   * Matrices [b…, m, n] with zeros outside a band of diagonals.
   *
   * @param lower diagonals kept below the main one; negative keeps all
   * @param upper diagonals kept above the main one; negative keeps all
   */
  public static Expr bandPart(Expr x, long lower, long upper) {
    if (x.shape().rank() < 2) {
      throw new ShapeMismatch("bandPart", "matrices [b…, m, n]", x.shape().toString());
    }
    Expr row = iota(x.shape().get(-2), DType.INT32).expand(1);
    Expr above = iota(x.shape().last(), DType.INT32).expand(0).minus(row);
    Expr kept = x;
    if (lower >= 0) kept = above.ge(-lower).where(kept, x.constant(0));
    if (upper >= 0) kept = above.le(above.constant(upper)).where(kept, x.constant(0));
    return kept;
  }
}
