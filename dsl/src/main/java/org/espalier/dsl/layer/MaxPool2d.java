package org.espalier.dsl.layer;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;

/**
 * The largest of each window and channel: [batch, height, width, channels] → [batch, h, w,
 * channels]. Without padding h = ⌊(height − windowHeight)/stride⌋ + 1, with it h = ⌈height/stride⌉;
 * w likewise. Padding takes no part in the result.
 *
 * @param height rows of a window, ≥ 1
 * @param width columns of a window, ≥ 1
 * @param windows strides and padding; no dilation
 */
public record MaxPool2d(int height, int width, Windows windows)
    implements UnaryLayer, CarriesUnits {
  public MaxPool2d {
    Check.positive("height", height);
    Check.positive("width", width);
    Check.that(!windows.isDilated(), "pooling has no dilation, got %s", windows);
  }

  /** Square windows side by side, without padding. */
  public MaxPool2d(int size) {
    this(size, size);
  }

  /** Windows side by side, without padding. */
  public MaxPool2d(int height, int width) {
    this(
        height,
        width,
        Pooling.tiles(Check.positive("height", height), Check.positive("width", width)));
  }

  /** A copy whose last windows may reach over the border. */
  public MaxPool2d same() {
    return new MaxPool2d(height, width, Pooling.with(windows, Padding.SAME));
  }

  /** A copy with one stride for rows and columns. */
  public MaxPool2d withStride(int stride) {
    return withStrides(stride, stride);
  }

  /** A copy with other strides. */
  public MaxPool2d withStrides(int rows, int columns) {
    return new MaxPool2d(height, width, Pooling.with(windows, rows, columns));
  }

  @Override
  public Expr call(Expr x, Context context) {
    Suggest.requireImage(x, context);
    Pooling.requireRoom(x.shape(), height, width, windows, x.shape().last(), context);
    return Nn.maxPool(x, height, width, windows);
  }

  @Override
  public String baseName() {
    return "pool";
  }

  @Override
  public String label() {
    return "maxPool, " + height + "×" + width + Pooling.label(windows, height, width);
  }
}
