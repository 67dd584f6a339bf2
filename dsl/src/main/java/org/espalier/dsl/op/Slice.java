package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * A box of elements: along axis {@code i}, {@code shape[i]} of them from {@code start[i]}, {@code
 * step[i]} apart. Starts and sizes may be unknown while tracing.
 *
 * @param start first place per axis
 * @param shape shape of the result
 * @param step distance per axis, at least 1
 */
public record Slice(List<Dim> start, Shape shape, List<Long> step) implements Movement {
  /** As an end: all that is left. */
  public static final long END = Long.MAX_VALUE;

  public Slice {
    start = List.copyOf(start);
    step = List.copyOf(step);
  }

  /** The box of {@code x}; {@code x} itself where it is all of it. */
  public static Expr of(Expr x, List<Dim> start, Shape shape, List<Long> step) {
    boolean whole = shape.equals(x.shape()) && start.stream().allMatch(d -> d.is(0));
    if (whole) return x;
    return Node.of(new Slice(start, shape, step), List.of(x)).output(0);
  }

  /** Places {@code from} (inclusive) to {@code to} (exclusive) of one axis, {@code step} apart. */
  public static Expr of(Expr x, int axis, Dim from, Dim to, long step) {
    int a = x.shape().axis(axis);
    List<Dim> start = new ArrayList<>(Collections.nCopies(x.shape().rank(), Dim.of(0)));
    List<Long> steps = new ArrayList<>(Collections.nCopies(x.shape().rank(), 1L));
    start.set(a, from);
    steps.set(a, step);
    Dim size = to.minus(from).plus(step - 1).floorDiv(Math.max(step, 1));
    return of(x, start, x.shape().with(a, size), steps);
  }

  /** The same; negative places count from the end, {@link #END} is the end. */
  public static Expr of(Expr x, int axis, long from, long to, long step) {
    Dim size = x.shape().get(axis);
    return of(x, axis, place(size, from), place(size, to), step);
  }

  private static Dim place(Dim size, long at) {
    return at == END ? size : at < 0 ? size.plus(at) : Dim.of(at);
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape in = inputs.get(0).shape();
    boolean fits = in.rank() == shape.rank() && in.rank() == start.size();
    for (int i = 0; fits && i < in.rank(); i++) {
      if (Strides.mayFit(start.get(i), step.get(i), shape.get(i), in.get(i))) continue;
      throw new ShapeMismatch(
          "slice of axis " + i,
          "places within 0.." + in.get(i) + " and a step of 1 or more",
          "%s places from %s, %d apart".formatted(shape.get(i), start.get(i), step.get(i)));
    }
    if (!fits) throw new ShapeMismatch("slice", shape.rank() + " axes", in.toString());
    return inputs.get(0).with(shape);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    Nd out = Nd.zeros(shape.toArray(sizes));
    int[] from = Strides.box("slice", start, step, out.dims(), x.dims(), sizes);
    for (int i = 0; i < from.length; i++) out.data()[i] = x.data()[from[i]];
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return List.of(Pad.of(dy, start, node.input(0).shape(), step, 0));
  }
}
