package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Spreads each output element's cotangent of an average pooling evenly over its window; the adjoint
 * of the pooling, and linear as it is.
 *
 * @param image the shape of the pooling's input
 */
public record AvgPoolGrad(Pool2d pool, Shape image) implements Reduction {
  /** The cotangent of the image. */
  public static Expr of(Pool2d pool, Expr dy, Shape image) {
    return Node.of(new AvgPoolGrad(pool, image), List.of(dy)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type result = inputs.get(0).with(image);
    Shape expected = pool.out(opName(), result);
    if (!inputs.get(0).shape().equals(expected)) {
      throw new ShapeMismatch(opName(), "a cotangent " + expected, inputs.get(0).toString());
    }
    return result;
  }

  @Override
  public Dim terms(Node node) {
    return pool.terms(node);
  }

  @Override
  public Fold fold() {
    return Fold.OTHER;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd dy = inputs.get(0);
    Nd dx = Nd.zeros(image.toArray(sizes));
    double[] counts = pool.counts(dx.dims(), dy.dims());
    pool.each(dx.dims(), dy.dims(), (i, o) -> dx.data()[i] += dy.data()[o] / counts[o]);
    return dx;
  }

  @Override
  public List<Expr> vjp(Node node, Expr g) {
    return List.of(pool.of(g));
  }
}
