package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Elements of some axes in the opposite order.
 *
 * @param axes sorted, each in 0..rank-1
 */
public record Reverse(List<Integer> axes) implements Movement {
  public Reverse {
    axes = List.copyOf(axes);
  }

  /** {@code x} back to front along the given axes (negative counts from the end). */
  public static Expr of(Expr x, int... axes) {
    List<Integer> sorted =
        Arrays.stream(axes).map(x.shape()::axis).sorted().distinct().boxed().toList();
    return sorted.isEmpty() ? x : Node.of(new Reverse(sorted), List.of(x)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    int rank = inputs.get(0).shape().rank();
    if (axes.stream().anyMatch(a -> a < 0 || a >= rank)) {
      throw new ShapeMismatch("reverse " + axes, "those axes", inputs.get(0).toString());
    }
    return inputs.get(0);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    int[] steps = Nd.strides(x.dims());
    int first = 0;
    for (int axis : axes) {
      first += ((int) x.dims()[axis] - 1) * steps[axis];
      steps[axis] = -steps[axis];
    }
    Nd out = Nd.zeros(x.dims());
    int[] from = Strides.places(first, steps, x.dims());
    for (int i = 0; i < from.length; i++) out.data()[i] = x.data()[from[i]];
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return List.of(Node.of(this, List.of(dy)).output(0));
  }
}
