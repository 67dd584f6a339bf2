package org.espalier.dsl.expr;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/** An op with one output; spares its implementer the lists. */
public interface SimpleOp extends Op {
  /** Type of the output. */
  Type type(List<Type> inputs);

  /** Value of the output. */
  Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes);

  /** Cotangents of the inputs, {@code null} where none flows. */
  List<Expr> vjp(Node node, Expr dy);

  @Override
  default List<Type> infer(List<Type> inputs) {
    return List.of(type(inputs));
  }

  @Override
  default List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return List.of(value(node, inputs, sizes));
  }

  @Override
  default List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    return vjp(node, cotangents.get(0));
  }
}
