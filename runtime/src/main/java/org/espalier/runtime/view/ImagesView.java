package org.espalier.runtime.view;

import java.util.Arrays;
import java.util.Collections;
import org.espalier.runtime.plot.Plots;

/** Grey images [n][height][width], the first 64 of them. */
public final class ImagesView implements View<float[][][]> {
  private static final int MOST = 64;

  @Override
  public Class<float[][][]> type() {
    return float[][][].class;
  }

  @Override
  public String html(float[][][] images) {
    int shown = Math.min(MOST, images.length);
    if (shown == 0) return Html.text("no image");
    float[][][] first = Arrays.copyOf(images, shown);
    String title = shown < images.length ? "First " + shown + " of " + images.length : "" + shown;
    return PictureView.figure(
        Plots.imageGrid(
            title + " images",
            "grey (no unit): smallest value black, largest white",
            first,
            Collections.nCopies(shown, ""),
            Math.min(8, shown)));
  }
}
