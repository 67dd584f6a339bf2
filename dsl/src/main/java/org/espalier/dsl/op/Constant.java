package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** One number known while tracing. Shape []. */
public record Constant(DType dtype, double value) implements Source {
  /** A scalar expression. */
  public static Expr of(DType dtype, double value) {
    return Node.of(new Constant(dtype, value), List.of()).output(0);
  }

  /** The number behind an expression, or NaN when it is no constant. */
  public static double valueOf(Expr e) {
    return e.node().op() instanceof Constant c ? c.value : Double.NaN;
  }

  @Override
  public Type type() {
    return new Type(dtype, Shape.SCALAR);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return Nd.scalar(value);
  }
}
