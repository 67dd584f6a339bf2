package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.SimpleOp;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Sends each output element's cotangent of a max-pooling back to the first largest element of its
 * window. Image, pooled image, cotangent → image. Linear in the cotangent, piecewise constant in
 * the rest.
 */
public record MaxPoolGrad(Pool2d pool) implements SimpleOp {
  /** The cotangent of the image. */
  public static Expr of(Pool2d pool, Expr image, Expr pooled, Expr dy) {
    return Node.of(new MaxPoolGrad(pool), List.of(image, pooled, dy)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type pooled = inputs.get(0).with(pool.out(opName(), inputs.get(0)));
    if (!inputs.get(1).equals(pooled) || !inputs.get(2).equals(pooled)) {
      throw new ShapeMismatch(
          opName(), "two tensors " + pooled, inputs.get(1) + " and " + inputs.get(2));
    }
    return inputs.get(0);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    Nd dy = inputs.get(2);
    Nd dx = Nd.zeros(x.dims());
    int[] best = pool.argmax(x, dy.dims());
    for (int o = 0; o < best.length; o++) dx.data()[best[o]] += dy.data()[o];
    return dx;
  }

  @Override
  public List<Expr> vjp(Node node, Expr g) {
    return Arrays.asList(null, null, MaxPoolGradGrad.of(pool, node.input(0), node.input(1), g));
  }
}
