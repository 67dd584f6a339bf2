package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** Stretches axes of size 1, and adds axes in front, up to a shape. */
public record BroadcastTo(Shape shape) implements Movement {
  /** {@code x} stretched to a shape. */
  public static Expr of(Expr x, Shape shape) {
    if (x.shape().equals(shape)) return x;
    return Node.of(new BroadcastTo(shape), List.of(x)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape from = inputs.get(0).shape();
    if (!Broadcast.shape("broadcastTo", from, shape).equals(shape)) {
      throw new ShapeMismatch("broadcastTo", "a shape that stretches to " + shape, from.toString());
    }
    return inputs.get(0).with(shape);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return Broadcast.apply(x -> x[0], inputs, shape.toArray(sizes));
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return List.of(Broadcast.undo(dy, node.input(0).shape()));
  }
}
