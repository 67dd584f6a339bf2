package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.plot.Pixels;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.plot.Tile;

/** What a step makes of one example, as an image for each channel. */
public final class FeatureMaps {
  private static final int MOST = 256;
  private static final int ACROSS = 8;

  private FeatureMaps() {}

  /**
   * The output of a step for one row, [height, width, channels], a tile a channel, all on one
   * scale: blue below zero, white at zero, vermillion above.
   *
   * @throws EspalierException when there is no such step, or its output is no stack of images
   * @throws org.espalier.runtime.data.DataException for a row that does not exist
   */
  public static Plot of(Model model, String step, Dataset data, int row) {
    float[] values = model.tap(step).predict(data.rows(row))[0];
    Network network = model.network();
    long[] shape = network.summary().shape(step).toArray(name -> 1);
    boolean images = shape.length == 4 && shape[1] * shape[2] * shape[3] == values.length;
    if (!images || shape[3] > MOST) {
      throw new EspalierException(
          "'"
              + network.name()
              + "/"
              + step
              + "' has no feature maps to draw: its output is "
              + network.summary().shape(step)
              + ", expected [batch, height, width, channels] with at most "
              + MOST
              + " channels; name a convolution or a pooling");
    }
    int channels = (int) shape[3];
    float limit = 0;
    for (float value : values) limit = Math.max(limit, Math.abs(value));
    limit = limit == 0 ? 1 : limit;
    List<Tile> tiles = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      float[] map = new float[values.length / channels];
      for (int i = 0; i < map.length; i++) map[i] = values[i * channels + c];
      Pixels image = Pixels.diverging(map, (int) shape[1], (int) shape[2], limit);
      tiles.add(Tile.of(image, Integer.toString(c)));
    }
    return Plots.imageGrid(
        "Output of " + network.name() + "/" + step + " for row " + row + " of " + data.name(),
        "output (no unit): blue < 0, white 0, vermillion > 0, full colour at ±"
            + Figures.brief(limit),
        tiles,
        Math.min(ACROSS, channels));
  }
}
