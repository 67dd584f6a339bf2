package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * One number per window and channel: [n, height, width, channels] → [n, h′, w′, channels]. Padding
 * takes no part: it is never the largest, and an average is over the pixels inside the image.
 *
 * @param how the number
 * @param height rows of a window, ≥ 1
 * @param width columns of a window, ≥ 1
 * @param windows strides and padding; no dilation
 */
public record Pool2d(How how, int height, int width, Windows windows) implements Reduction {
  /** What a window becomes. */
  public enum How {
    /** Its largest element; of equal ones the first, row by row, takes the whole derivative. */
    MAX,
    /** The mean of its elements. */
    AVERAGE
  }

  public Pool2d {
    Check.positive("height", height);
    Check.positive("width", width);
    Check.that(!windows.isDilated(), "pooling has no dilation, got %s", windows);
  }

  /** The pooled image. */
  public Expr of(Expr image) {
    return Node.of(this, List.of(image)).output(0);
  }

  @Override
  public String opName() {
    return how == How.MAX ? "maxPool2d" : "avgPool2d";
  }

  @Override
  public Type type(List<Type> inputs) {
    return inputs.get(0).with(out(opName(), inputs.get(0)));
  }

  /** The shape of the output, or an error in the name of {@code op}. */
  Shape out(String op, Type image) {
    if (image.shape().rank() != 4 || !image.dtype().isFloat()) {
      throw new ShapeMismatch(op, "a float image [n, height, width, channels]", image.toString());
    }
    return windows.out(op, image.shape(), height, width, image.shape().last());
  }

  @Override
  public Dim terms(Node node) {
    return Dim.of((long) height * width);
  }

  @Override
  public Fold fold() {
    return how == How.MAX ? Fold.SELECT : Fold.MEAN;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    long[] out = node.type(0).shape().toArray(sizes);
    if (how == How.MAX) {
      int[] best = argmax(x, out);
      return new Nd(out, Arrays.stream(best).mapToDouble(i -> x.data()[i]).toArray());
    }
    Nd y = Nd.zeros(out);
    double[] counts = counts(x.dims(), out);
    each(x.dims(), out, (i, o) -> y.data()[o] += x.data()[i] / counts[o]);
    return y;
  }

  /** For each output element the first place of its largest input element. */
  int[] argmax(Nd x, long[] out) {
    int[] best = new int[Nd.count(out)];
    Arrays.fill(best, -1);
    each(
        x.dims(),
        out,
        (i, o) -> {
          if (best[o] < 0 || x.data()[i] > x.data()[best[o]]) best[o] = i;
        });
    return best;
  }

  /** For each output element how many input elements its window has. */
  double[] counts(long[] image, long[] out) {
    double[] counts = new double[Nd.count(out)];
    each(image, out, (i, o) -> counts[o]++);
    return counts;
  }

  /** One input element taking part in one output element. */
  interface Part {
    /** Places in the image and the output. */
    void at(int image, int output);
  }

  /** Visits every part, windows in order, each row by row. */
  void each(long[] image, long[] out, Part part) {
    int channels = (int) image[3];
    windows.each(
        image,
        height,
        width,
        out,
        (pixel, element, window) -> {
          for (int c = 0; c < channels; c++) part.at(pixel * channels + c, window * channels + c);
        });
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr x = node.input(0);
    return List.of(
        how == How.MAX
            ? MaxPoolGrad.of(this, x, node.output(0), dy)
            : AvgPoolGrad.of(this, dy, x.shape()));
  }
}
