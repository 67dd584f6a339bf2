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
 * What a cotangent of a convolution's output means for its kernel. Image, cotangent → kernel.
 *
 * @param conv the convolution
 * @param kernel the shape of its kernel
 */
public record Conv2dKernelGrad(Conv2d conv, Shape kernel) implements Bilinear {
  /** The cotangent of the kernel. */
  public static Expr of(Expr image, Expr dy, Conv2d conv, Shape kernel) {
    return Node.of(new Conv2dKernelGrad(conv, kernel), List.of(image, dy)).output(0);
  }

  @Override
  public String opName() {
    return conv.opName() + "KernelGrad";
  }

  @Override
  public Type type(List<Type> inputs) {
    Type x = inputs.get(0);
    Type dy = inputs.get(1);
    Type result = dy.with(kernel);
    Shape expected = conv.check(opName(), x, result);
    if (!dy.shape().equals(expected)) {
      throw new ShapeMismatch(opName(), "a cotangent " + expected, dy.toString());
    }
    return result;
  }

  @Override
  public Dim terms(Node node) {
    Shape dy = node.input(1).shape();
    return dy.get(0).times(dy.get(1)).times(dy.get(2));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    Nd dy = inputs.get(1);
    Nd dk = Nd.zeros(kernel.toArray());
    conv.each(x, dk, dy, (i, j, o) -> dk.data()[j] += x.data()[i] * dy.data()[o]);
    return dk;
  }

  @Override
  public List<Expr> vjp(Node node, Expr g) {
    Expr x = node.input(0);
    Expr dy = node.input(1);
    return List.of(
        Conv2dInputGrad.of(g, dy, conv, x.shape()),
        Conv2d.of(x, g, conv.windows(), conv.depthwise()));
  }
}
