package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.data.Column;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.FloatColumn;
import org.espalier.runtime.plot.Pixels;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.plot.Tile;

/** Rows of a data set as images, where its only input is one: [h, w], [h, w, 1] or [h, w, 3]. */
public final class Samples {
  private static final int LEAST_SIDE = 4;
  private static final int ACROSS = 8;

  private Samples() {}

  /** Whether the only input is an image of at least 4 × 4 pixels with 1 or 3 channels. */
  public static boolean areImages(Dataset data) {
    if (data.inputs().size() != 1 || !(data.input() instanceof FloatColumn)) return false;
    long[] shape = data.inputShape();
    boolean channels = shape.length == 2 || shape.length == 3 && (shape[2] == 1 || shape[2] == 3);
    return channels && shape[0] >= LEAST_SIDE && shape[1] >= LEAST_SIDE;
  }

  /** Whether they are images of one channel. */
  public static boolean areGrey(Dataset data) {
    return areImages(data) && (data.inputShape().length == 2 || data.inputShape()[2] == 1);
  }

  /**
   * Grey images: [rows][height][width].
   *
   * @throws EspalierException when the data set holds no grey images
   * @throws org.espalier.runtime.data.DataException for a row that does not exist
   */
  public static float[][][] grey(Dataset data, int... rows) {
    if (!areGrey(data)) throw noImages(data, "grey images, [height, width] or [height, width, 1]");
    int height = (int) data.inputShape()[0];
    int width = (int) data.inputShape()[1];
    float[][][] images = new float[rows.length][height][];
    for (int i = 0; i < rows.length; i++) {
      float[] pixels = pixels(data, rows[i]);
      for (int y = 0; y < height; y++) {
        images[i][y] = Arrays.copyOfRange(pixels, y * width, (y + 1) * width);
      }
    }
    return images;
  }

  /**
   * Images in rows, each with its class below it where there are class ids.
   *
   * @param rows numbers of examples; none stands for the first 16
   * @throws EspalierException when the data set holds no images
   * @throws org.espalier.runtime.data.DataException for a row that does not exist
   */
  public static Plot plot(Dataset data, int... rows) {
    if (!areImages(data)) throw noImages(data, "images, [height, width, 1 or 3]");
    int[] shown =
        rows.length > 0 ? rows : IntStream.range(0, Math.min(2 * ACROSS, data.size())).toArray();
    Dataset part = data.rows(shown);
    int[] labels = part.classes().isPresent() ? part.labels() : null;
    List<float[]> images = new ArrayList<>();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < shown.length; i++) {
      float[] pixels = pixels(part, i);
      images.add(pixels);
      for (float value : pixels) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      String caption = labels == null ? "" : Integer.toString(labels[i]);
      tiles.add(Tile.of(tile(data, images.get(i), low, high > low ? high : low + 1), caption));
    }
    String key =
        "pixel (no unit): black "
            + Figures.brief(low)
            + " to white "
            + Figures.brief(high)
            + (labels == null ? "" : "; class");
    return Plots.imageGrid(
        "Examples of " + data.name(), key, tiles, Math.min(ACROSS, tiles.size()));
  }

  private static Pixels tile(Dataset data, float[] pixels, float low, float high) {
    int height = (int) data.inputShape()[0];
    int width = (int) data.inputShape()[1];
    return areGrey(data)
        ? Pixels.grey(pixels, height, width, low, high)
        : Pixels.rgb(pixels, height, width, low, high);
  }

  private static float[] pixels(Dataset data, int row) {
    Dataset one = data.rows(row);
    Column input = one.input();
    float[] pixels = new float[input.rowLength()];
    one.gatherInputs(new int[] {0}, 0, 1, pixels, 0);
    return pixels;
  }

  private static EspalierException noImages(Dataset data, String expected) {
    return new EspalierException(
        "data set '" + data.name() + "' holds no " + expected + "; it is " + data);
  }
}
