package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
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

/** The same elements in row-major order under another shape of equal size. */
public record Reshape(Shape shape) implements Movement {
  /** {@code x} under another shape. */
  public static Expr of(Expr x, Shape shape) {
    if (x.shape().equals(shape)) return x;
    Expr base = x.node().op() instanceof Reshape ? x.node().input(0) : x;
    if (base.shape().equals(shape)) return base;
    return Node.of(new Reshape(shape), List.of(base)).output(0);
  }

  /** {@code x} under another shape; one axis may be −1, and is found. */
  public static Expr of(Expr x, long... sizes) {
    List<Dim> dims = new ArrayList<>();
    Dim rest = x.shape().size();
    int open = -1;
    for (int i = 0; i < sizes.length; i++) {
      dims.add(Dim.of(sizes[i]));
      if (sizes[i] == -1 && open < 0) open = i;
      else rest = rest.dividedBy(dims.get(i)).orElseThrow(() -> misfit(x, sizes));
    }
    if (open >= 0) dims.set(open, rest);
    return of(x, new Shape(dims));
  }

  private static ShapeMismatch misfit(Expr x, long[] sizes) {
    String site = "reshape to " + Arrays.toString(sizes);
    return new ShapeMismatch(site, "sizes that divide", x.shape().toString());
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape from = inputs.get(0).shape();
    if (!from.size().equals(shape.size())) {
      throw new ShapeMismatch(
          "reshape to " + shape, shape.size() + " elements", from.size() + " in " + from);
    }
    return inputs.get(0).with(shape);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return inputs.get(0).reshape(shape.toArray(sizes));
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return List.of(dy.reshape(node.input(0).shape()));
  }
}
