package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Two-dimensional convolution (as networks say it: the kernel is not flipped). Image [n, height,
 * width, in] with kernel [kh, kw, in, out] → [n, h′, w′, out]; depthwise, kernel [kh, kw, in, m] →
 * [n, h′, w′, in·m], output channel i·m + j seeing input channel i only.
 *
 * @param windows strides, dilations, padding
 * @param depthwise true when each input channel has its own kernels; needs equal strides
 */
public record Conv2d(Windows windows, boolean depthwise) implements Bilinear {
  public Conv2d {
    Check.that(
        !depthwise || windows.strideHeight() == windows.strideWidth(),
        "a depthwise convolution needs one stride for both axes, got %d and %d",
        windows.strideHeight(),
        windows.strideWidth());
  }

  /** The convolution of an image with a kernel. */
  public static Expr of(Expr image, Expr kernel, Windows windows, boolean depthwise) {
    return Node.of(new Conv2d(windows, depthwise), List.of(image, kernel)).output(0);
  }

  @Override
  public String opName() {
    return depthwise ? "depthwiseConv2d" : "conv2d";
  }

  @Override
  public Type type(List<Type> inputs) {
    Type image = inputs.get(0);
    Type kernel = inputs.get(1);
    return image.with(check(opName(), image, kernel));
  }

  /** The shape of the output, or an error in the name of {@code op}. */
  Shape check(String op, Type image, Type kernel) {
    Shape x = image.shape();
    Shape k = kernel.shape();
    boolean fits = x.rank() == 4 && k.rank() == 4 && image.dtype() == kernel.dtype();
    if (!fits || !k.known() || k.size().is(0) || !k.get(2).equals(x.last())) {
      String last = depthwise ? "channels, multiplier" : "channels, out";
      throw new ShapeMismatch(
          op,
          "an image [n, height, width, channels] and a kernel [kh, kw, "
              + last
              + "] of known sizes and the same float type",
          image + " and " + kernel);
    }
    Dim channels = depthwise ? k.get(2).times(k.get(3)) : k.get(3);
    return windows.out(op, x, k.get(0).size(), k.get(1).size(), channels);
  }

  @Override
  public Dim terms(Node node) {
    Shape k = node.input(1).shape();
    Dim places = k.get(0).times(k.get(1));
    return depthwise ? places : places.times(k.get(2));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    Nd k = inputs.get(1);
    Nd y = Nd.zeros(node.type(0).shape().toArray(sizes));
    each(x, k, y, (i, j, o) -> y.data()[o] += x.data()[i] * k.data()[j]);
    return y;
  }

  /** One product of the sum that a convolution is. */
  interface Product {
    /** Places in the image, the kernel and the output. */
    void at(int image, int kernel, int output);
  }

  /** Visits every product; the three arrays give the sizes. */
  void each(Nd image, Nd kernel, Nd output, Product product) {
    int in = (int) kernel.dims()[2];
    int out = (int) kernel.dims()[3];
    int channels = depthwise ? in * out : out;
    int kh = (int) kernel.dims()[0];
    int kw = (int) kernel.dims()[1];
    windows.each(
        image.dims(),
        kh,
        kw,
        output.dims(),
        (pixel, element, window) -> {
          for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
              int channel = depthwise ? i * out + o : o;
              product.at(pixel * in + i, (element * in + i) * out + o, window * channels + channel);
            }
          }
        });
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr x = node.input(0);
    Expr k = node.input(1);
    return List.of(
        Conv2dInputGrad.of(k, dy, this, x.shape()), Conv2dKernelGrad.of(x, dy, this, k.shape()));
  }
}
