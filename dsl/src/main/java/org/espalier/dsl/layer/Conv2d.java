package org.espalier.dsl.layer;

import java.util.List;
import java.util.Optional;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Convolution of images: activation(x ∗ kernel + bias), from [batch, height, width, channels] to
 * [batch, h, w, filters]. Parameters {@code kernel} [kernelHeight, kernelWidth, channels, filters]
 * and {@code bias} [filters]; the activation's own lie under {@code activation}. Without padding h
 * = ⌊(height − kernelHeight)/stride⌋ + 1, with it h = ⌈height/stride⌉; w likewise.
 *
 * @param filters number of output channels, ≥ 1
 * @param kernelHeight rows of the kernel, ≥ 1
 * @param kernelWidth columns of the kernel, ≥ 1
 * @param windows strides, dilations, padding
 * @param activation applied last
 * @param kernel how the kernel starts; empty means the network's policy
 * @param bias how the bias starts; empty means that there is none
 */
public record Conv2d(
    int filters,
    int kernelHeight,
    int kernelWidth,
    Windows windows,
    Activation activation,
    Optional<Initializer> kernel,
    Optional<Initializer> bias)
    implements UnaryLayer, Activated, Connected, HasUnits {
  public Conv2d {
    Check.positive("filters", filters);
    Check.positive("kernelHeight", kernelHeight);
    Check.positive("kernelWidth", kernelWidth);
  }

  /** Linear, a square kernel, stride 1, no padding, a bias that starts at 0. */
  public Conv2d(int filters, int kernel) {
    this(filters, kernel, new Linear());
  }

  /** With an activation, a square kernel, stride 1, no padding, a bias that starts at 0. */
  public Conv2d(int filters, int kernel, Activation activation) {
    this(filters, kernel, kernel, Windows.of(1, Padding.VALID), activation);
  }

  /** Linear, stride 1, no padding, a bias that starts at 0. */
  public Conv2d(int filters, int kernelHeight, int kernelWidth) {
    this(filters, kernelHeight, kernelWidth, Windows.of(1, Padding.VALID), new Linear());
  }

  /** A kernel by the network's policy and a bias that starts at 0. */
  public Conv2d(
      int filters, int kernelHeight, int kernelWidth, Windows windows, Activation activation) {
    this(
        filters,
        kernelHeight,
        kernelWidth,
        windows,
        activation,
        Optional.empty(),
        Optional.of(Constant.ZEROS));
  }

  /** A copy padded with zeros, so that stride 1 keeps height and width. */
  public Conv2d same() {
    return withPadding(Padding.SAME);
  }

  /** A copy with another padding. */
  public Conv2d withPadding(Padding padding) {
    return withWindows(Pooling.with(windows, padding));
  }

  /** A copy with one stride for rows and columns. */
  public Conv2d withStride(int stride) {
    return withStrides(stride, stride);
  }

  /** A copy with other strides. */
  public Conv2d withStrides(int height, int width) {
    return withWindows(Pooling.with(windows, height, width));
  }

  /** A copy whose kernel's elements lie {@code dilation} pixels apart. */
  public Conv2d withDilation(int dilation) {
    return withWindows(windows.dilated(dilation));
  }

  /** A copy with other strides, dilations and padding. */
  public Conv2d withWindows(Windows windows) {
    return new Conv2d(filters, kernelHeight, kernelWidth, windows, activation, kernel, bias);
  }

  /** A copy with a kernel of another size. */
  public Conv2d withKernelSize(int height, int width) {
    return new Conv2d(filters, height, width, windows, activation, kernel, bias);
  }

  @Override
  public Conv2d withActivation(Activation activation) {
    return new Conv2d(filters, kernelHeight, kernelWidth, windows, activation, kernel, bias);
  }

  /** A copy whose kernel starts in its own way. */
  public Conv2d withKernel(Initializer kernel) {
    Optional<Initializer> init = Optional.of(kernel);
    return new Conv2d(filters, kernelHeight, kernelWidth, windows, activation, init, bias);
  }

  /** A copy whose bias starts in its own way. */
  public Conv2d withBias(Initializer bias) {
    Optional<Initializer> init = Optional.of(bias);
    return new Conv2d(filters, kernelHeight, kernelWidth, windows, activation, kernel, init);
  }

  /** A copy without bias. */
  public Conv2d withoutBias() {
    Optional<Initializer> none = Optional.empty();
    return new Conv2d(filters, kernelHeight, kernelWidth, windows, activation, kernel, none);
  }

  @Override
  public Conv2d withUnits(int units) {
    return new Conv2d(units, kernelHeight, kernelWidth, windows, activation, kernel, bias);
  }

  @Override
  public List<String> perUnit() {
    return biasName().stream().toList();
  }

  @Override
  public Optional<String> biasName() {
    return bias.map(start -> "bias");
  }

  @Override
  public boolean pads() {
    return windows.padding() == Padding.SAME;
  }

  @Override
  public Expr call(Expr x, Context context) {
    Suggest.requireImage(x, context);
    Pooling.requireRoom(x.shape(), kernelHeight, kernelWidth, windows, Dim.of(filters), context);
    Dim in = x.shape().last();
    Shape weights = Shape.of(Dim.of(kernelHeight), Dim.of(kernelWidth), in, Dim.of(filters));
    Expr w = context.param("kernel", weights, kernel.orElseGet(context::defaultInit));
    Expr y = Nn.conv2d(x, w, windows);
    if (bias.isPresent()) y = y.plus(context.param("bias", Shape.of(filters), bias.get()));
    return context.call("activation", activation, y);
  }

  @Override
  public String baseName() {
    return "conv";
  }

  @Override
  public String label() {
    String more = activation instanceof Linear ? "" : ", " + activation.baseName();
    String many = filters == 1 ? " filter " : " filters ";
    String size = kernelHeight + "×" + kernelWidth;
    return "conv2d, " + filters + many + size + Pooling.label(windows, 1, 1) + more;
  }
}
