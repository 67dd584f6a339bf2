package org.espalier.dsl.layer;

import java.util.List;
import java.util.Optional;
import org.espalier.dsl.activation.Formula;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Convolution with dendrite-activated connections: y_i = Σ_j kernel_ji ∗ φ(x_j + bias_ji), from
 * [batch, height, width, channels] to [batch, h, w, filters]; nothing is activated after the sum.
 * Zeros of the padding come after φ, so that borders add 0. Parameters {@code kernel}
 * [kernelHeight, kernelWidth, channels, filters], {@code bias} [channels, filters], and {@code
 * outputBias} [filters] where there is one. Source: Metta et al., arXiv:2301.00924.
 *
 * <p><b>Reconstruction:</b> that one bias is shared by all pixels and kernel elements of a pair of
 * channels, and the order of padding and activation, are not copied from the paper; they fit its
 * modest growth in parameters, channels·filters.
 *
 * <p>Filters are worked on one at a time; while training up to 64 of them keep their activated
 * image for the derivative, more compute it again.
 *
 * @param filters number of output channels, ≥ 1
 * @param kernelHeight rows of the kernel, ≥ 1
 * @param kernelWidth columns of the kernel, ≥ 1
 * @param windows strides, dilations, padding
 * @param activation φ, of each connection
 * @param kernel how the kernel starts; empty means the network's policy; He suits relu
 * @param bias how the connections' biases start
 * @param outputBias how a bias of the sums starts; empty means that there is none
 */
public record DendriteConv2d(
    int filters,
    int kernelHeight,
    int kernelWidth,
    Windows windows,
    Formula activation,
    Optional<Initializer> kernel,
    Initializer bias,
    Optional<Initializer> outputBias)
    implements UnaryLayer, Connected {
  public DendriteConv2d {
    Check.positive("filters", filters);
    Check.positive("kernelHeight", kernelHeight);
    Check.positive("kernelWidth", kernelWidth);
    elementwise(activation);
  }

  /** With relu, a square kernel, stride 1, no padding, biases that start at 0, none of the sums. */
  public DendriteConv2d(int filters, int kernel) {
    this(
        filters,
        kernel,
        kernel,
        Windows.of(1, Padding.VALID),
        new Relu(),
        Optional.empty(),
        Constant.ZEROS,
        Optional.empty());
  }

  static void elementwise(Formula activation) {
    if (!(activation instanceof Softmax)) return;
    throw new EspalierException(
        "connections are activated one by one; softmax mixes them: use it as a layer of its own");
  }

  /** A copy padded with zeros, so that stride 1 keeps height and width. */
  public DendriteConv2d same() {
    return withWindows(Pooling.with(windows, Padding.SAME));
  }

  /** A copy with one stride for rows and columns. */
  public DendriteConv2d withStride(int stride) {
    return withWindows(Pooling.with(windows, stride, stride));
  }

  /** A copy with other strides, dilations and padding. */
  public DendriteConv2d withWindows(Windows windows) {
    return new DendriteConv2d(
        filters, kernelHeight, kernelWidth, windows, activation, kernel, bias, outputBias);
  }

  /** A copy whose kernel starts in its own way. */
  public DendriteConv2d withKernel(Initializer kernel) {
    Optional<Initializer> init = Optional.of(kernel);
    return new DendriteConv2d(
        filters, kernelHeight, kernelWidth, windows, activation, init, bias, outputBias);
  }

  /** A copy whose connections' biases start in their own way. */
  public DendriteConv2d withBias(Initializer bias) {
    return new DendriteConv2d(
        filters, kernelHeight, kernelWidth, windows, activation, kernel, bias, outputBias);
  }

  @Override
  public Expr call(Expr x, Context context) {
    Suggest.requireImage(x, context);
    Pooling.requireRoom(x.shape(), kernelHeight, kernelWidth, windows, Dim.of(filters), context);
    Dim in = x.shape().last();
    Shape weights = Shape.of(Dim.of(kernelHeight), Dim.of(kernelWidth), in, Dim.of(filters));
    Expr w = context.param("kernel", weights, kernel.orElseGet(context::defaultInit));
    Expr b = context.param("bias", Shape.of(in, Dim.of(filters)), bias);
    Expr y =
        Pieces.map(
                List.of(w.transpose(3, 0, 1, 2).expand(4), b.transpose(1, 0)),
                filter -> {
                  Expr h = activation.of(x.plus(filter.get(1)));
                  return Nn.conv2d(h, filter.get(0), windows).squeeze(3);
                })
            .transpose(1, 2, 3, 0);
    if (outputBias.isEmpty()) return y;
    return y.plus(context.param("outputBias", Shape.of(filters), outputBias.get()));
  }

  @Override
  public String label() {
    String many = filters == 1 ? " filter " : " filters ";
    String size = kernelHeight + "×" + kernelWidth + Pooling.label(windows, 1, 1);
    return "dendriteConv2d, " + filters + many + size + ", " + activation.baseName();
  }
}
