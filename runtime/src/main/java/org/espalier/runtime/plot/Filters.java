package org.espalier.runtime.plot;

import java.util.ArrayList;
import java.util.List;

/** Pictures of convolution kernels. */
public final class Filters {
  /** The most filters one picture shows. */
  public static final int MOST = 256;

  private Filters() {}

  /**
   * One tile for each output channel, each scaled by its own largest absolute weight. A kernel over
   * three input channels is drawn as colour (zero is mid grey); any other with blue below zero,
   * white at zero and vermillion above, its input channels side by side in the tile.
   *
   * @param title such as "Filters of lenet/conv1"
   * @param kernel weights in HWIO order, h·w·in·out of them
   * @throws IllegalArgumentException if the count is wrong, a weight is not finite, or {@code out}
   *     is above {@link #MOST}
   */
  public static Plot plot(String title, float[] kernel, int h, int w, int in, int out) {
    if (h < 1 || w < 1 || in < 1 || out < 1 || kernel.length != (long) h * w * in * out) {
      throw new IllegalArgumentException(
          "filters '"
              + title
              + "': a kernel [h="
              + h
              + ", w="
              + w
              + ", in="
              + in
              + ", out="
              + out
              + "] needs "
              + (long) h * w * in * out
              + " weights, got "
              + kernel.length);
    }
    if (out > MOST) {
      throw new IllegalArgumentException(
          "filters '"
              + title
              + "': "
              + out
              + " filters, at most "
              + MOST
              + " fit one picture: pass a part of the kernel");
    }
    List<Tile> tiles = new ArrayList<>();
    for (int o = 0; o < out; o++) {
      float[] filter = new float[h * w * in];
      float limit = 0;
      for (int i = 0; i < filter.length; i++) {
        filter[i] = kernel[i * out + o];
        limit = Math.max(limit, Math.abs(filter[i]));
      }
      limit = limit == 0 ? 1 : limit;
      Pixels pixels =
          in == 3 ? Pixels.rgb(filter, h, w, -limit, limit) : channels(filter, h, w, in, limit);
      tiles.add(Tile.of(pixels, out <= 64 ? Integer.toString(o) : ""));
    }
    String key =
        in == 3
            ? "weight (no unit) of red, green and blue, grey at 0; each filter by its largest |weight|"
            : "weight (no unit): blue < 0, white 0, vermillion > 0; each filter by its largest |weight|";
    return Plots.imageGrid(title, key, tiles, columns(out));
  }

  private static Pixels channels(float[] filter, int h, int w, int in, float limit) {
    Pixels[] slices = new Pixels[in];
    for (int c = 0; c < in; c++) {
      float[] slice = new float[h * w];
      for (int i = 0; i < slice.length; i++) {
        slice[i] = filter[i * in + c];
      }
      slices[c] = Pixels.diverging(slice, h, w, limit);
    }
    return in == 1 ? slices[0] : Pixels.montage(slices, (int) Math.ceil(Math.sqrt(in)));
  }

  /** About twice as wide as high, and full rows where that comes out. */
  private static int columns(int out) {
    int wide = (int) Math.ceil(Math.sqrt(2.0 * out));
    for (int columns = wide; columns <= Math.min(out, wide + 3); columns++) {
      if (out % columns == 0) {
        return columns;
      }
    }
    return wide;
  }
}
