package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** Axes in another order: output axis {@code i} is input axis {@code order.get(i)}. */
public record Transpose(List<Integer> order) implements Movement {
  public Transpose {
    order = List.copyOf(order);
  }

  /** {@code x} with its axes in another order; no order given means reversed. */
  public static Expr of(Expr x, int... order) {
    int rank = x.shape().rank();
    List<Integer> axes = new ArrayList<>();
    if (order.length == 0) for (int i = rank - 1; i >= 0; i--) axes.add(i);
    else for (int axis : order) axes.add(x.shape().axis(axis));
    if (axes.equals(IntStream.range(0, axes.size()).boxed().toList())) return x;
    return Node.of(new Transpose(axes), List.of(x)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape in = inputs.get(0).shape();
    List<Integer> sorted = new ArrayList<>(order);
    Collections.sort(sorted);
    if (!sorted.equals(IntStream.range(0, in.rank()).boxed().toList())) {
      throw new ShapeMismatch("transpose " + order, "each axis once", in + " of rank " + in.rank());
    }
    return inputs.get(0).with(new Shape(order.stream().map(in::get).toList()));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    int[] from = Nd.strides(x.dims());
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    int[] to = Nd.strides(out.dims());
    for (int i = 0; i < out.size(); i++) {
      int at = 0;
      for (int a = 0, rest = i; a < to.length; a++) {
        at += rest / to[a] * from[order.get(a)];
        rest %= to[a];
      }
      out.data()[i] = x.data()[at];
    }
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    int[] back = new int[order.size()];
    for (int i = 0; i < back.length; i++) back[order.get(i)] = i;
    return List.of(of(dy, back));
  }
}
