package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Type;

/**
 * An expression with its own derivative: it is its forward body, and is inlined when lowered; its
 * vector-Jacobian product is its backward body. Two of them are equal when they share their bodies.
 * Derivatives of the derivative differentiate the backward body.
 *
 * @param forward inputs, what either body uses from outside → outputs
 * @param backward the same, outputs, cotangents of the outputs → cotangents of the inputs named by
 *     {@code to}
 * @param to the inputs that {@code backward} gives a cotangent for, one per output of it
 */
public record CustomGradient(Fn forward, Fn backward, List<Integer> to) implements Fused {
  public CustomGradient {
    to = List.copyOf(to);
  }

  /** What a derivative is written in. */
  public interface Backward {
    /**
     * Cotangents of the inputs.
     *
     * @param inputs the inputs
     * @param outputs the forward outputs
     * @param cotangents one per output, zeros where the output is not used
     * @return one per input, of its type; {@code null} where none flows
     */
    List<Expr> of(List<Expr> inputs, List<Expr> outputs, List<Expr> cotangents);
  }

  /**
   * Applies {@code forward} to the inputs with {@code backward} as its derivative. Expressions that
   * the bodies use from outside are constants to it.
   *
   * @throws ShapeMismatch when backward gives not one cotangent per input, each of its type
   */
  public static List<Expr> of(
      List<Expr> inputs, UnaryOperator<List<Expr>> forward, Backward backward) {
    List<Type> types = inputs.stream().map(Expr::type).toList();
    Fn ahead = Fn.trace(types, forward);
    List<Type> outputs = ahead.outputs().stream().map(Expr::type).toList();
    List<Type> all = new ArrayList<>(types);
    all.addAll(outputs);
    all.addAll(outputs);
    List<Integer> to = new ArrayList<>();
    Fn back =
        Fn.trace(
            all,
            args -> {
              int n = types.size();
              int m = outputs.size();
              List<Expr> found =
                  backward.of(
                      args.subList(0, n), args.subList(n, n + m), args.subList(n + m, n + 2 * m));
              check(types, found);
              List<Expr> flowing = new ArrayList<>();
              for (int i = 0; i < n; i++) {
                if (found.get(i) == null) continue;
                to.add(i);
                flowing.add(found.get(i));
              }
              return flowing;
            });
    Set<Expr> outside = new LinkedHashSet<>(ahead.captures());
    outside.addAll(back.captures());
    List<Expr> captures = List.copyOf(outside);
    List<Expr> args = new ArrayList<>(inputs);
    args.addAll(captures);
    Fn closed = back.closed(captures);
    List<Expr> params = new ArrayList<>(closed.params());
    Collections.rotate(params.subList(inputs.size(), params.size()), captures.size());
    CustomGradient op =
        new CustomGradient(ahead.closed(captures), new Fn(params, closed.outputs()), to);
    return Node.of(op, args).outputs();
  }

  private static void check(List<Type> inputs, List<Expr> found) {
    List<Type> types = found.stream().map(e -> e == null ? null : e.type()).toList();
    boolean fits = types.size() == inputs.size();
    for (int i = 0; fits && i < types.size(); i++) {
      fits = types.get(i) == null || types.get(i).equals(inputs.get(i));
    }
    if (!fits) {
      throw new ShapeMismatch(
          "the backward body of a custom gradient",
          "one cotangent per input (null where none flows): " + inputs,
          types.toString());
    }
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    List<Type> params = forward.params().stream().map(Expr::type).toList();
    if (!inputs.equals(params)) {
      throw new ShapeMismatch(opName(), params.toString(), inputs.toString());
    }
    return forward.outputs().stream().map(Expr::type).toList();
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    return forward.apply(inputs);
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    List<Expr> args = new ArrayList<>(node.inputs());
    args.addAll(node.outputs());
    for (int i = 0; i < cotangents.size(); i++) {
      Expr dy = cotangents.get(i);
      args.add(dy == null ? node.output(i).zerosLike() : dy);
    }
    List<Expr> found = backward.apply(args);
    Expr[] result = new Expr[node.inputs().size()];
    for (int i = 0; i < found.size(); i++) result[to.get(i)] = found.get(i);
    return Arrays.asList(result);
  }
}
