package org.espalier.dsl.op;

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
 * The input as a box within an array that holds {@code value} elsewhere: along axis {@code i} its
 * elements lie from {@code start[i]}, {@code step[i]} apart. With value 0 the adjoint of {@link
 * Slice}.
 *
 * @param start place of the first element per axis
 * @param shape shape of the result
 * @param step distance per axis, at least 1
 * @param value what fills the other places
 */
public record Pad(List<Dim> start, Shape shape, List<Long> step, double value) implements Movement {
  public Pad {
    start = List.copyOf(start);
    step = List.copyOf(step);
  }

  /** {@code x} within a larger array; {@code x} itself where nothing is added. */
  public static Expr of(Expr x, List<Dim> start, Shape shape, List<Long> step, double value) {
    boolean whole = shape.equals(x.shape()) && start.stream().allMatch(d -> d.is(0));
    return whole ? x : Node.of(new Pad(start, shape, step, value), List.of(x)).output(0);
  }

  /** {@code x} with places before and after along each axis. */
  public static Expr of(Expr x, List<Dim> before, List<Dim> after, double value) {
    Shape shape = x.shape();
    if (before.size() != shape.rank() || after.size() != shape.rank()) {
      throw new ShapeMismatch(
          "pad of " + shape, "a size before and after each axis", before + " and " + after);
    }
    for (int i = 0; i < before.size(); i++) {
      shape = shape.with(i, shape.get(i).plus(before.get(i)).plus(after.get(i)));
    }
    return of(x, before, shape, Collections.nCopies(before.size(), 1L), value);
  }

  @Override
  public double fill() {
    return value;
  }

  @Override
  public boolean fills() {
    return true;
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape in = inputs.get(0).shape();
    boolean fits = in.rank() == shape.rank() && in.rank() == start.size();
    for (int i = 0; fits && i < in.rank(); i++) {
      if (Strides.mayFit(start.get(i), step.get(i), in.get(i), shape.get(i))) continue;
      throw new ShapeMismatch(
          "pad of axis " + i,
          "room for %s places within 0..%s".formatted(in.get(i), shape.get(i)),
          "a start at %s, %d apart".formatted(start.get(i), step.get(i)));
    }
    if (!fits) throw new ShapeMismatch("pad", shape.rank() + " axes", in.toString());
    return inputs.get(0).with(shape);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    Nd out = Nd.filled(value, shape.toArray(sizes));
    int[] to = Strides.box("pad", start, step, x.dims(), out.dims(), sizes);
    for (int i = 0; i < to.length; i++) out.data()[to[i]] = x.data()[i];
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return List.of(Slice.of(dy, start, node.input(0).shape(), step));
  }
}
