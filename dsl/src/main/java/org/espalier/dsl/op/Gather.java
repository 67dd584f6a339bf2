package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Slices of an axis picked by number: x [a…, n, b…] and indices [i…] (int32 or int64 in 0..n-1)
 * give [a…, i…, b…]. No derivative flows to the indices.
 */
public record Gather(int axis) implements Movement {
  /** Slices of {@code x} along an axis (negative counts from the end). */
  public static Expr of(Expr x, int axis, Expr indices) {
    return Node.of(new Gather(x.shape().axis(axis)), List.of(x, indices)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape x = inputs.get(0).shape();
    Type indices = inputs.get(1);
    if (!indices.dtype().isInt() || axis >= x.rank()) {
      throw new ShapeMismatch(
          "gather along axis " + axis,
          "an array with that axis and int32 or int64 indices",
          inputs.get(0) + " and " + indices);
    }
    Shape shape = x.slice(0, axis).concat(indices.shape()).concat(x.slice(axis + 1, x.rank()));
    return inputs.get(0).with(shape);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    int outer = Nd.count(Arrays.copyOf(x.dims(), axis));
    int n = (int) x.dims()[axis];
    int run = Nd.count(Arrays.copyOfRange(x.dims(), axis + 1, x.rank()));
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    int at = 0;
    for (int o = 0; o < outer; o++) {
      for (double index : inputs.get(1).data()) {
        System.arraycopy(x.data(), (o * n + place("gather", index, n)) * run, out.data(), at, run);
        at += run;
      }
    }
    return out;
  }

  /** An index, checked. */
  static int place(String op, double index, int size) {
    if (index >= 0 && index < size) return (int) index;
    throw new EspalierException(
        "%s needs indices in 0..%d but receives %d".formatted(op, size - 1, (long) index));
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr x = node.input(0);
    Expr indices = node.input(1);
    int more = indices.shape().rank();
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < dy.shape().rank(); i++) {
      front.add(i < more ? axis + i : i - more < axis ? i - more : i);
    }
    List<Integer> back = new ArrayList<>();
    for (int i = 0; i < x.shape().rank(); i++) back.add(i < axis ? i + 1 : i == axis ? 0 : i);
    Expr summed = ScatterSum.of(permuted(dy, front), indices, x.shape().get(axis));
    return Arrays.asList(permuted(summed, back), null);
  }

  private static Expr permuted(Expr x, List<Integer> order) {
    return x.shape().rank() == 0 ? x : x.transpose(order.stream().mapToInt(i -> i).toArray());
  }
}
