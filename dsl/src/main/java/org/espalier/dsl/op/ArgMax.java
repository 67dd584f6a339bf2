package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.SimpleOp;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Where along an axis the largest element is, the first of equal ones; the axis vanishes.
 *
 * @param axis in 0..rank−1
 * @param dtype element type of the places: int32 or int64
 */
public record ArgMax(int axis, DType dtype) implements SimpleOp {
  public ArgMax {
    Check.that(dtype.isInt(), "dtype must be int32 or int64, got %s", dtype);
  }

  /** The places; a negative axis counts from the end. */
  public static Expr of(Expr x, int axis, DType dtype) {
    return Node.of(new ArgMax(x.shape().axis(axis), dtype), List.of(x)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type x = inputs.get(0);
    if (x.dtype() == DType.BOOL || x.shape().get(axis).is(0)) {
      throw new ShapeMismatch("argMax", "numbers, at least one along axis " + axis, x.toString());
    }
    return new Type(dtype, x.shape().without(axis));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    int n = (int) x.dims()[axis];
    int step = Nd.strides(x.dims())[axis];
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    for (int o = 0; o < out.size(); o++) {
      int start = o / step * step * n + o % step;
      int best = 0;
      for (int i = 1; i < n; i++) {
        if (x.data()[start + i * step] > x.data()[start + best * step]) best = i;
      }
      out.data()[o] = best;
    }
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList((Expr) null);
  }
}
