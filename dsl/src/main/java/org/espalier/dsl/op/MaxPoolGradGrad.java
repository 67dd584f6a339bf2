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
 * The adjoint of {@link MaxPoolGrad}: takes from {@code g}, which has the image's shape, the
 * element where the first largest of each window lies. Image, pooled image, g → pooled image.
 */
public record MaxPoolGradGrad(Pool2d pool) implements SimpleOp {
  /** The elements of {@code g} at the maxima. */
  public static Expr of(Pool2d pool, Expr image, Expr pooled, Expr g) {
    return Node.of(new MaxPoolGradGrad(pool), List.of(image, pooled, g)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type image = inputs.get(0);
    Type pooled = image.with(pool.out(opName(), image));
    if (!inputs.get(1).equals(pooled) || !inputs.get(2).equals(image)) {
      throw new ShapeMismatch(
          opName(), pooled + " and " + image, inputs.get(1) + " and " + inputs.get(2));
    }
    return pooled;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd g = inputs.get(2);
    int[] best = pool.argmax(inputs.get(0), inputs.get(1).dims());
    return new Nd(
        inputs.get(1).dims(), Arrays.stream(best).mapToDouble(i -> g.data()[i]).toArray());
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList(null, null, MaxPoolGrad.of(pool, node.input(0), node.input(1), dy));
  }
}
