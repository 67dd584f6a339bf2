package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/** A small array known while tracing: a table, a filter bank. Data belongs in inputs instead. */
public record Literal(Tensor tensor) implements Source {
  /** The array as an expression. */
  public static Expr of(Tensor tensor) {
    return Node.of(new Literal(tensor), List.of()).output(0);
  }

  @Override
  public Type type() {
    return tensor.type();
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return tensor.toNd();
  }
}
