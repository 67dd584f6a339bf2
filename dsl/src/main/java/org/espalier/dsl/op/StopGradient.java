package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/** The same value; no derivative flows through it. */
public record StopGradient() implements Movement {
  /** {@code x}, constant for every derivative. */
  public static Expr of(Expr x) {
    return Node.of(new StopGradient(), List.of(x)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    return inputs.get(0);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return inputs.get(0);
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList((Expr) null);
  }
}
