package org.espalier.dsl.layer;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Retyped;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.Type;

/**
 * A layer written as a formula of its inputs, without parameters, state or mode; what it stores is
 * the formula's trace, so that it has a JSON form. The trace is made once, on inputs of given
 * types; the layer then takes inputs of these types, and of those that differ in named axes (such
 * as {@code batch}) and in the float type. A layer that needs more than that is a record that
 * implements {@link Layer}.
 *
 * @param name what people call it; letters, digits, '.', '_' and '-'
 * @param body inputs → one output
 */
public record Lambda(String name, Fn body) implements Layer {
  public Lambda {
    checkName(name);
    if (body.outputs().size() != 1) {
      throw new EspalierException(
          "lambda '" + name + "' must have one output, got " + body.outputs().size());
    }
    checkCaptures("lambda '" + name + "'", body);
  }

  /** Of one input of a type. */
  public static Lambda of(String name, Type input, UnaryOperator<Expr> formula) {
    return of(name, List.of(input), in -> formula.apply(in.get(0)));
  }

  /** Of several inputs of given types. */
  public static Lambda of(String name, List<Type> inputs, Function<List<Expr>, Expr> formula) {
    return new Lambda(name, Fn.trace(inputs, in -> List.of(formula.apply(in))));
  }

  private static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new EspalierException(
          "a lambda's name is made of letters, digits, '.', '_' and '-'; got '" + name + "'");
    }
  }

  /** Demands that a formula uses nothing but its arguments and constants. */
  private static void checkCaptures(String what, Fn body) {
    List<Expr> captures = body.captures();
    if (captures.isEmpty()) return;
    Leaf leaf = Leaf.of(captures.get(0));
    throw new EspalierException(
        what
            + " uses "
            + (leaf == null ? captures.get(0) : "'" + leaf.name() + "'")
            + " from outside; give it as a further input, or write a record that implements Layer");
  }

  @Override
  public Expr call(List<Expr> inputs, Context context) {
    List<Type> wanted = body.params().stream().map(Expr::type).toList();
    List<Type> given = inputs.stream().map(Expr::type).toList();
    if (wanted.size() != given.size()) {
      throw context.mismatch(wanted.size() + " inputs", given.size() + " inputs");
    }
    return Retyped.apply("its trace", body, inputs).get(0);
  }

  @Override
  public String baseName() {
    return name;
  }

  @Override
  public String label() {
    return "lambda " + name;
  }
}
