package org.espalier.dsl.layer;

import java.util.Locale;
import org.espalier.dsl.op.Padding;
import org.espalier.dsl.op.Windows;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/** What layers that slide windows over images have in common. */
final class Pooling {
  private Pooling() {}

  static Windows with(Windows w, Padding padding) {
    return new Windows(
        w.strideHeight(), w.strideWidth(), w.dilationHeight(), w.dilationWidth(), padding);
  }

  static Windows with(Windows w, int strideHeight, int strideWidth) {
    return new Windows(
        strideHeight, strideWidth, w.dilationHeight(), w.dilationWidth(), w.padding());
  }

  /** Windows side by side, without padding. */
  static Windows tiles(int height, int width) {
    return new Windows(height, width, 1, 1, Padding.VALID);
  }

  /** Demands that at least one window fits, where the image's size is known. */
  static void requireRoom(
      Shape image, int height, int width, Windows windows, Dim channels, Context context) {
    if (windows.padding() == Padding.SAME) return;
    long rows = (height - 1L) * windows.dilationHeight() + 1;
    long columns = (width - 1L) * windows.dilationWidth() + 1;
    if (holds(image.get(1), rows) && holds(image.get(2), columns)) return;
    Shape padded =
        Shape.of(
            image.get(0),
            up(image.get(1), windows.strideHeight()),
            up(image.get(2), windows.strideWidth()),
            channels);
    throw context.mismatch(
        "an image of at least " + rows + "×" + columns,
        image,
        Suggest.gives("padding: .same()", padded),
        "a smaller kernel or window, or fewer poolings and strides before it");
  }

  private static boolean holds(Dim size, long least) {
    return !size.known() || size.size() >= least;
  }

  private static Dim up(Dim size, int stride) {
    return size.plus(stride - 1L).floorDiv(stride);
  }

  /** Strides unless they are the usual ones, dilation if any, padding. */
  static String label(Windows w, int usualHeight, int usualWidth) {
    StringBuilder text = new StringBuilder();
    if (w.strideHeight() != usualHeight || w.strideWidth() != usualWidth) {
      text.append(", stride ").append(both(w.strideHeight(), w.strideWidth()));
    }
    if (w.isDilated()) {
      text.append(", dilation ").append(both(w.dilationHeight(), w.dilationWidth()));
    }
    return text.append(", ").append(w.padding().name().toLowerCase(Locale.ROOT)).toString();
  }

  private static String both(int height, int width) {
    return height == width ? "" + height : height + "×" + width;
  }
}
