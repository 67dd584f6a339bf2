package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Conv2d;
import org.espalier.dsl.op.Conv2dInputGrad;
import org.espalier.dsl.op.Conv2dKernelGrad;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.Shape;
import org.tensorflow.Output;

/**
 * Convolutions and their adjoints. TensorFlow's CPU kernels of the adjoints know no dilation, and
 * its depthwise ones none at all: there the kernel is spread out with zeros between its elements.
 */
final class ConvolutionLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(Conv2d.class, ConvolutionLowerings::forward);
    table.one(Conv2dInputGrad.class, ConvolutionLowerings::inputGrad);
    table.one(Conv2dKernelGrad.class, ConvolutionLowerings::kernelGrad);
  }

  private static Output<?> forward(Conv2d op, Node node, Emitter e) {
    Output<?> x = e.input(node, 0);
    Output<?> k = e.input(node, 1);
    if (!op.depthwise()) {
      Windows w = op.windows();
      List<Integer> dilations = List.of(1, w.dilationHeight(), w.dilationWidth(), 1);
      return windows(e.op("Conv2D").in(x, k), w).attr("dilations", dilations).out();
    }
    Output<?> spread = spread(op.windows(), k, node.input(1).shape(), e);
    return windows(e.op("DepthwiseConv2dNative").in(x, spread), op.windows()).out();
  }

  private static Output<?> inputGrad(Conv2dInputGrad op, Node node, Emitter e) {
    Conv2d conv = op.conv();
    String type = conv.depthwise() ? "DepthwiseConv2dNativeBackpropInput" : "Conv2DBackpropInput";
    Output<?> k = spread(conv.windows(), e.input(node, 0), node.input(0).shape(), e);
    Raw raw = e.op(type).in(e.shape(op.image()), k, e.input(node, 1));
    return windows(raw, conv.windows()).out();
  }

  private static Output<?> kernelGrad(Conv2dKernelGrad op, Node node, Emitter e) {
    Conv2d conv = op.conv();
    String type = conv.depthwise() ? "DepthwiseConv2dNativeBackpropFilter" : "Conv2DBackpropFilter";
    Windows w = conv.windows();
    long[] size = op.kernel().toArray();
    long[] wide = size.clone();
    wide[0] = (size[0] - 1) * w.dilationHeight() + 1;
    wide[1] = (size[1] - 1) * w.dilationWidth() + 1;
    Raw raw = e.op(type).in(e.input(node, 0), e.ints(wide), e.input(node, 1));
    Output<?> dk = windows(raw, w).out();
    if (!w.isDilated()) return dk;
    Output<?> steps = e.ints(w.dilationHeight(), w.dilationWidth(), 1, 1);
    return e.op("StridedSlice", dk, e.ints(0, 0, 0, 0), e.ints(wide), steps);
  }

  /** The kernel with dilation − 1 rows and columns of zeros between its own. */
  private static Output<?> spread(Windows w, Output<?> kernel, Shape shape, Emitter e) {
    if (!w.isDilated()) return kernel;
    long[] k = shape.toArray();
    int dh = w.dilationHeight();
    int dw = w.dilationWidth();
    Output<?> apart = e.op("Reshape", kernel, e.ints(k[0], 1, k[1], 1, k[2], k[3]));
    Output<?> margins =
        e.op("Reshape", e.ints(0, 0, 0, dh - 1, 0, 0, 0, dw - 1, 0, 0, 0, 0), e.ints(6, 2));
    Output<?> padded = e.op("Pad", apart, margins);
    Output<?> joined = e.op("Reshape", padded, e.ints(k[0] * dh, k[1] * dw, k[2], k[3]));
    Output<?> size = e.ints((k[0] - 1) * dh + 1, (k[1] - 1) * dw + 1, k[2], k[3]);
    return e.op("Slice", joined, e.ints(0, 0, 0, 0), size);
  }

  /** Strides and padding, as convolutions and pooling take them. */
  static Raw windows(Raw raw, Windows w) {
    return raw.attr("strides", List.of(1, w.strideHeight(), w.strideWidth(), 1))
        .attr("padding", w.padding().name());
  }
}
