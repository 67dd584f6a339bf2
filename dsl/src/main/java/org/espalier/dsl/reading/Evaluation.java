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
import org.espalier.dsl.tensor.Nd;

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
    AxisSizes sizes = new AxisSizes();
    given.forEach((e, value) -> sizes.bind(e, value.dims()));
    return run(roots, given, sizes);
  }

  /** The values of a function's outputs at given arguments. */
  public static List<Nd> call(Fn fn, List<Nd> args, ToLongFunction<String> sizes) {
    Map<Expr, Nd> given = new HashMap<>();
    for (int i = 0; i < args.size(); i++) given.put(fn.params().get(i), args.get(i));
    return run(fn.outputs(), given, sizes);
  }

  private static List<Nd> run(List<Expr> roots, Map<Expr, Nd> given, ToLongFunction<String> sizes) {
    Map<Expr, Nd> values = new HashMap<>(given);
    for (Node node : Walk.of(roots, given.keySet())) {
      List<Nd> inputs = new ArrayList<>(node.inputs().size());
      for (Expr in : node.inputs()) inputs.add(values.get(in));
      List<Nd> outputs = node.op().evaluate(node, inputs, sizes);
      for (int i = 0; i < outputs.size(); i++) values.putIfAbsent(node.output(i), outputs.get(i));
    }
    return roots.stream().map(values::get).toList();
  }
}
