package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;

/** Values on doubles, computed on the JVM: slow, and what every other reading is tested against. */
public final class Evaluation {
  private Evaluation() {}

  /** The value of one expression, given values of its leaves. */
  public static Nd of(Expr e, Map<Expr, Nd> given) {
    return of(List.of(e), given).get(0);
  }

  /**
   * The values of several expressions.
   *
   * @param given values of leaves (or of any subexpression, which is then not looked behind)
   * @throws ShapeMismatch when a given value has not the shape of its expression
   */
  public static List<Nd> of(List<Expr> roots, Map<Expr, Nd> given) {
    Map<String, Long> sizes = new HashMap<>();
    given.forEach((e, value) -> bind(e, value, sizes));
    return run(roots, given, sizes(sizes));
  }

  /** The values of a function's outputs at given arguments. */
  public static List<Nd> call(Fn fn, List<Nd> args, ToLongFunction<String> sizes) {
    Map<Expr, Nd> given = new HashMap<>();
    for (int i = 0; i < args.size(); i++) given.put(fn.params().get(i), args.get(i));
    return run(fn.outputs(), given, sizes);
  }

  private static List<Nd> run(
      List<Expr> roots, Map<Expr, Nd> given, ToLongFunction<String> sizes) {
    Map<Expr, Nd> values = new HashMap<>(given);
    for (Node node : Walk.of(roots, given.keySet())) {
      List<Nd> inputs = new ArrayList<>(node.inputs().size());
      for (Expr in : node.inputs()) inputs.add(values.get(in));
      List<Nd> outputs = node.op().evaluate(node, inputs, sizes);
      for (int i = 0; i < outputs.size(); i++) values.putIfAbsent(node.output(i), outputs.get(i));
    }
    return roots.stream().map(values::get).toList();
  }

  private static void bind(Expr e, Nd value, Map<String, Long> sizes) {
    Shape shape = e.shape();
    boolean fits = shape.rank() == value.rank();
    for (int i = 0; fits && i < shape.rank(); i++) {
      Dim dim = shape.get(i);
      long size = value.dims()[i];
      if (dim.known()) {
        fits = dim.size() == size;
      } else if (isName(dim)) {
        Long before = sizes.putIfAbsent(dim.toString(), size);
        fits = before == null || before == size;
      }
    }
    if (!fits) {
      Leaf leaf = Leaf.of(e);
      throw new ShapeMismatch(
          leaf == null ? e.toString() : leaf.role() + " '" + leaf.name() + "'",
          shape + (sizes.isEmpty() ? "" : " with " + sizes),
          Shape.of(value.dims()).toString());
    }
  }

  private static boolean isName(Dim dim) {
    return dim.terms().size() == 1 && dim.equals(Dim.named(dim.toString()));
  }

  private static ToLongFunction<String> sizes(Map<String, Long> sizes) {
    return name -> {
      Long size = sizes.get(name);
      if (size == null) {
        throw new IllegalStateException(
            "no input tells the size of axis '" + name + "'; known: " + sizes.keySet());
      }
      return size;
    };
  }
}
