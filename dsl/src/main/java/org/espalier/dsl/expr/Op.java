package org.espalier.dsl.expr;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * One kind of tensor computation: a small record without arrays, equal to another when it computes
 * the same. An op states its types, its value on doubles and its vector-Jacobian rule, and declares
 * its kind by the interface it implements ({@link Elementwise}, {@link Movement}, {@link
 * Reduction}, {@link Bilinear}, {@link Fused}, {@link Source}, {@link Loop}, {@link Random}); every
 * reading works from the kind, so a new op edits no reading.
 */
public interface Op extends org.espalier.dsl.json.Described {
  /** Name for people: graphs, errors, costs. */
  default String opName() {
    String simple = getClass().getSimpleName();
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }

  /**
   * Types of the outputs.
   *
   * @throws org.espalier.dsl.error.ShapeMismatch when the inputs do not fit
   */
  List<Type> infer(List<Type> inputs);

  /**
   * The outputs on doubles: the reference that every other reading is tested against.
   *
   * @param node the application, for its types
   * @param inputs values, in order
   * @param sizes sizes of the named axes
   */
  List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes);

  /**
   * Vector-Jacobian product: one cotangent per input, {@code null} where none flows.
   *
   * @param node the application
   * @param cotangents one per output, {@code null} where the output is not used
   * @param rules the overrides in force, for ops that differentiate a body
   */
  List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules);
}
