package org.espalier.dsl.op;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * How windows slide over the two spatial axes of an image [n, height, width, channels].
 *
 * @param strideHeight rows from one window to the next, ≥ 1
 * @param strideWidth columns from one window to the next, ≥ 1
 * @param dilationHeight rows from one element of a window to the next, ≥ 1
 * @param dilationWidth columns from one element of a window to the next, ≥ 1
 * @param padding what happens at the border
 */
public record Windows(
    int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, Padding padding) {
  public Windows {
    Check.positive("strideHeight", strideHeight);
    Check.positive("strideWidth", strideWidth);
    Check.positive("dilationHeight", dilationHeight);
    Check.positive("dilationWidth", dilationWidth);
  }

  /** Undilated windows with one stride for both axes. */
  public static Windows of(int stride, Padding padding) {
    return new Windows(stride, stride, 1, 1, padding);
  }

  /** The same with one dilation for both axes. */
  public Windows dilated(int dilation) {
    return new Windows(strideHeight, strideWidth, dilation, dilation, padding);
  }

  /** True when elements of a window do not lie side by side. */
  public boolean isDilated() {
    return dilationHeight != 1 || dilationWidth != 1;
  }

  /**
   * The shape of one value per window and channel.
   *
   * @param op who asks, for the error
   * @param image [n, height, width, …]
   * @throws ShapeMismatch when no window fits
   */
  Shape out(String op, Shape image, long height, long width, Dim channels) {
    Dim rows = count(image.get(1), height, strideHeight, dilationHeight);
    Dim columns = count(image.get(2), width, strideWidth, dilationWidth);
    if ((rows.known() && rows.size() < 1) || (columns.known() && columns.size() < 1)) {
      String least = extent(height, dilationHeight) + "×" + extent(width, dilationWidth);
      throw new ShapeMismatch(
          op,
          "an image of at least " + least + " (" + padding + " padding)",
          image.get(1) + "×" + image.get(2) + " in " + image);
    }
    return Shape.of(image.get(0), rows, columns, channels);
  }

  private Dim count(Dim in, long size, int stride, int dilation) {
    return switch (padding) {
      case SAME -> in.plus(stride - 1L).floorDiv(stride);
      case VALID -> in.plus(stride - extent(size, dilation)).floorDiv(stride);
    };
  }

  private static long extent(long size, int dilation) {
    return (size - 1) * dilation + 1;
  }

  /** One meeting of an image pixel with an element of a window. */
  interface Meeting {
    /** Row-major numbers of the pixel, the window's element, and the window. */
    void at(int pixel, int element, int window);
  }

  /** Visits every element of every window that lies inside the image, windows in order. */
  void each(long[] image, int height, int width, long[] windows, Meeting meeting) {
    int ih = (int) image[1];
    int iw = (int) image[2];
    int oh = (int) windows[1];
    int ow = (int) windows[2];
    int top = before(ih, oh, height, strideHeight, dilationHeight);
    int left = before(iw, ow, width, strideWidth, dilationWidth);
    for (int n = 0, window = 0; n < image[0]; n++) {
      for (int r = 0; r < oh; r++) {
        for (int c = 0; c < ow; c++, window++) {
          for (int i = 0; i < height; i++) {
            int y = r * strideHeight + i * dilationHeight - top;
            if (y < 0 || y >= ih) continue;
            for (int j = 0; j < width; j++) {
              int x = c * strideWidth + j * dilationWidth - left;
              if (x >= 0 && x < iw) meeting.at((n * ih + y) * iw + x, i * width + j, window);
            }
          }
        }
      }
    }
  }

  private int before(int in, int out, int size, int stride, int dilation) {
    if (padding == Padding.VALID) return 0;
    return (int) Math.max((out - 1L) * stride + extent(size, dilation) - in, 0) / 2;
  }
}
