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

/** One or more inputs joined along an axis; their other axes and element types are equal. */
public record Concat(int axis) implements Movement {
  /** Inputs joined; a negative axis counts from the end. */
  public static Expr of(int axis, List<Expr> inputs) {
    if (inputs.isEmpty()) throw new ShapeMismatch("concat", "one input or more", "none");
    int a = inputs.get(0).shape().axis(axis);
    if (inputs.size() == 1) return inputs.get(0);
    return Node.of(new Concat(a), inputs).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type first = inputs.get(0);
    Dim size = Dim.of(0);
    for (Type t : inputs) {
      boolean fits = t.shape().rank() == first.shape().rank() && axis < t.shape().rank();
      if (!fits
          || t.dtype() != first.dtype()
          || !t.shape().without(axis).equals(first.shape().without(axis))) {
        throw new ShapeMismatch(
            "concat along axis " + axis, "inputs that differ in no other axis", inputs.toString());
      }
      size = size.plus(t.shape().get(axis));
    }
    return first.with(first.shape().with(axis, size));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    int outer = Nd.count(Arrays.copyOf(out.dims(), axis));
    int at = 0;
    for (int o = 0; o < outer; o++) {
      for (Nd in : inputs) {
        int run = in.size() / outer;
        System.arraycopy(in.data(), o * run, out.data(), at, run);
        at += run;
      }
    }
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    List<Expr> parts = new ArrayList<>();
    Dim from = Dim.of(0);
    for (Expr in : node.inputs()) {
      Shape shape = in.shape();
      Dim to = from.plus(shape.get(axis));
      parts.add(Slice.of(dy, axis, from, to, 1));
      from = to;
    }
    return parts;
  }
}
