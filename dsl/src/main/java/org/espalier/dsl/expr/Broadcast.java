package org.espalier.dsl.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** Broadcasting as NumPy does it: shapes align at the last axis; an axis of size 1 stretches. */
public final class Broadcast {
  private Broadcast() {}

  /** The common shape. */
  public static Shape shape(String op, List<Type> inputs) {
    Shape shape = inputs.get(0).shape();
    for (Type t : inputs.subList(1, inputs.size())) shape = shape(op, shape, t.shape());
    return shape;
  }

  /** The common shape of two. */
  public static Shape shape(String op, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    List<Dim> dims = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      Dim x = i < rank - a.rank() ? Dim.of(1) : a.get(i - rank + a.rank());
      Dim y = i < rank - b.rank() ? Dim.of(1) : b.get(i - rank + b.rank());
      if (x.equals(y) || y.is(1)) dims.add(x);
      else if (x.is(1)) dims.add(y);
      else {
        throw new ShapeMismatch(
            op, "shapes that broadcast (axes equal, or one of them 1)", a + " and " + b);
      }
    }
    return new Shape(dims);
  }

  /** Sums {@code e} over the axes that broadcasting from {@code target} had stretched. */
  public static Expr undo(Expr e, Shape target) {
    Shape from = e.shape();
    if (from.equals(target)) return e;
    int extra = from.rank() - target.rank();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < from.rank(); i++) {
      if (i < extra || (target.get(i - extra).is(1) && !from.get(i).is(1))) axes.add(i);
    }
    return e.sum(axes.stream().mapToInt(i -> i).toArray()).reshape(target);
  }

  static ShapeMismatch dtypes(String op, List<DType> dtypes) {
    return new ShapeMismatch(op, "inputs of one element type (use cast)", dtypes.toString());
  }

  /** Applies a scalar function over broadcast inputs. */
  public static Nd apply(ToDoubleFunction<double[]> f, List<Nd> inputs, long[] out) {
    int n = inputs.size();
    Nd result = Nd.zeros(out);
    int[][] steps = new int[n][];
    for (int k = 0; k < n; k++) steps[k] = steps(inputs.get(k).dims(), out);
    long[] at = new long[out.length];
    int[] offset = new int[n];
    double[] args = new double[n];
    for (int i = 0; i < result.size(); i++) {
      for (int k = 0; k < n; k++) args[k] = inputs.get(k).data()[offset[k]];
      result.data()[i] = f.applyAsDouble(args);
      for (int axis = out.length - 1; axis >= 0; axis--) {
        at[axis]++;
        for (int k = 0; k < n; k++) offset[k] += steps[k][axis];
        if (at[axis] < out[axis]) break;
        for (int k = 0; k < n; k++) offset[k] -= steps[k][axis] * (int) out[axis];
        at[axis] = 0;
      }
    }
    return result;
  }

  /** For each axis of {@code out}, how far one step moves in an array of shape {@code in}. */
  private static int[] steps(long[] in, long[] out) {
    int[] strides = Nd.strides(in);
    int[] steps = new int[out.length];
    int extra = out.length - in.length;
    for (int i = extra; i < out.length; i++) steps[i] = in[i - extra] == 1 ? 0 : strides[i - extra];
    return steps;
  }
}
