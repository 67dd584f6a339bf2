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

/** The size of an axis as a number, also where it is only known at run time. Shape []. */
public record SizeOf(Dim dim, DType dtype) implements Source {
  /** The size: a constant where it is known. */
  public static Expr of(Dim dim, DType dtype) {
    return dim.known()
        ? Constant.of(dtype, dim.size())
        : Node.of(new SizeOf(dim, dtype), List.of()).output(0);
  }

  @Override
  public Type type() {
    return new Type(dtype, Shape.SCALAR);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return Nd.scalar(dim.size(sizes));
  }
}
