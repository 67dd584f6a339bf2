package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** The numbers 0, 1, … size-1. Shape [size]. */
public record Iota(Dim size, DType dtype) implements Source {
  /** 0, 1, … size-1. */
  public static Expr of(Dim size, DType dtype) {
    return Node.of(new Iota(size, dtype), List.of()).output(0);
  }

  @Override
  public Type type() {
    return new Type(dtype, Shape.of(size));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd out = Nd.zeros(size.size(sizes));
    for (int i = 0; i < out.size(); i++) out.data()[i] = i;
    return out;
  }
}
