package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * What a cotangent of a convolution's output means for its image: each element goes back to the
 * pixels it came from. Kernel, cotangent → image. Also the transposed ("de-") convolution.
 *
 * @param conv the convolution
 * @param image the shape of its image
 */
public record Conv2dInputGrad(Conv2d conv, Shape image) implements Bilinear {
  /** The cotangent of the image. */
  public static Expr of(Expr kernel, Expr dy, Conv2d conv, Shape image) {
    return Node.of(new Conv2dInputGrad(conv, image), List.of(kernel, dy)).output(0);
  }

  @Override
  public String opName() {
    return conv.opName() + "InputGrad";
  }

  @Override
  public Type type(List<Type> inputs) {
    Type kernel = inputs.get(0);
    Type dy = inputs.get(1);
    Type result = dy.with(image);
    Shape expected = conv.check(opName(), result, kernel);
    if (!dy.shape().equals(expected)) {
      throw new ShapeMismatch(opName(), "a cotangent " + expected, dy.toString());
    }
    return result;
  }

  @Override
  public Dim terms(Node node) {
    Shape k = node.input(0).shape();
    return k.get(0).times(k.get(1)).times(k.get(3));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd k = inputs.get(0);
    Nd dy = inputs.get(1);
    Nd dx = Nd.zeros(image.toArray(sizes));
    conv.each(dx, k, dy, (i, j, o) -> dx.data()[i] += k.data()[j] * dy.data()[o]);
    return dx;
  }

  @Override
  public List<Expr> vjp(Node node, Expr g) {
    Expr k = node.input(0);
    Expr dy = node.input(1);
    return List.of(
        Conv2dKernelGrad.of(g, dy, conv, k.shape()),
        Conv2d.of(g, k, conv.windows(), conv.depthwise()));
  }
}
