package org.espalier.runtime.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The four kinds of picture. Every axis label names a quantity with its unit, such as {@code "loss
 * (nats)"}; an empty one is an error.
 *
 * <pre>{@code
 * Plot plot = Plots.curves("Learning curves", "epoch", "loss (nats)",
 *     Series.line("training", epochs, loss), Series.dashed("validation", epochs, validationLoss));
 * plot.saveTo(Path.of("loss.svg"));
 * }</pre>
 */
public final class Plots {
  private Plots() {}

  /**
   * Lines, bands and points over a common x axis; see {@link Series} for gaps.
   *
   * @throws IllegalArgumentException if a label is empty, there is no series, two share a name, or
   *     no series has a single point that is not a gap
   */
  public static Plot curves(String title, String xLabel, String yLabel, Series... series) {
    return curves(title, xLabel, yLabel, List.of(series));
  }

  /** As {@link #curves(String, String, String, Series...)}. */
  public static Plot curves(String title, String xLabel, String yLabel, List<Series> series) {
    Checks.title(title);
    Checks.axes(xLabel, yLabel);
    return CurvePlot.draw(title, xLabel, yLabel, List.copyOf(series));
  }

  /**
   * Bars from zero with error bars; bars of one name stand side by side, coloured by group.
   *
   * @throws IllegalArgumentException if a label is empty, there is no bar, or a name has two bars
   *     of one group
   */
  public static Plot bars(String title, String xLabel, String yLabel, Bar... bars) {
    return bars(title, xLabel, yLabel, List.of(bars));
  }

  /** As {@link #bars(String, String, String, Bar...)}. */
  public static Plot bars(String title, String xLabel, String yLabel, List<Bar> bars) {
    Checks.title(title);
    Checks.axes(xLabel, yLabel);
    return BarPlot.draw(title, xLabel, yLabel, List.copyOf(bars));
  }

  /**
   * A matrix as colours, row 0 on top: dark blue for much where all values are ≥ 0, blue below zero
   * and vermillion above where signs differ. A NaN cell is grey.
   *
   * @param valueLabel what the colours mean, with the unit, beside the colour bar
   */
  public static Plot heatMap(
      String title, String xLabel, String yLabel, String valueLabel, Cells cells) {
    Checks.title(title);
    Checks.axes(xLabel, yLabel);
    Checks.label("valueLabel", valueLabel, "weight (no unit)");
    return HeatMapPlot.draw(title, xLabel, yLabel, valueLabel, cells);
  }

  /** As {@link #heatMap(String, String, String, String, Cells)}, numbered from 0, without text. */
  public static Plot heatMap(
      String title, String xLabel, String yLabel, String valueLabel, double[][] values) {
    return heatMap(title, xLabel, yLabel, valueLabel, Cells.of(values));
  }

  /**
   * Images in rows, each with its caption below.
   *
   * @param key what the pixels mean, shown under the grid, such as {@code "ink: 0 black, 1 white"}
   * @param columns images in a row, at least 1
   * @throws IllegalArgumentException if the key is empty, there is no image, or columns &lt; 1
   */
  public static Plot imageGrid(String title, String key, List<Tile> tiles, int columns) {
    Checks.title(title);
    Checks.label("key", key, "ink (no unit): 0 black, 1 white");
    return ImageGridPlot.draw(title, key, List.copyOf(tiles), columns);
  }

  /**
   * Grey images [n][height][width] on one common scale, the smallest value black and the largest
   * white.
   *
   * @param captions one for each image
   */
  public static Plot imageGrid(
      String title, String key, float[][][] images, List<String> captions, int columns) {
    Checks.sameLength(
        "image grid '" + title + "'", "images", images.length, "captions", captions.size());
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float[][] image : images) {
      for (float[] row : image) {
        for (float value : row) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < images.length; i++) {
      float top = high > low ? high : low + 1;
      tiles.add(Tile.of(Pixels.grey(images[i], low, top), captions.get(i)));
    }
    return imageGrid(title, key, tiles, columns);
  }
}
