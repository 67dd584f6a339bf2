package org.espalier.runtime.plot;

import java.util.Arrays;

/**
 * A small picture of {@link Plots#imageGrid}: its pixels as colours, row 0 on top. Immutable.
 * Values outside the range given are drawn as its nearest end; NaN and infinity are errors.
 */
public final class Pixels {
  private final int width;
  private final int height;
  private final int[] argb;

  private Pixels(int width, int height, int[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /** Grey values [height][width], {@code low} black and {@code high} white. */
  public static Pixels grey(float[][] image, float low, float high) {
    return grey(flat(image), image.length, image[0].length, low, high);
  }

  /** Grey values, height·width of them row by row, {@code low} black and {@code high} white. */
  public static Pixels grey(float[] image, int height, int width, float low, float high) {
    range(low, high);
    return map(
        image,
        height,
        width,
        v -> 0x010101 * (int) Math.round(255 * clamp((v - low) / (high - low))));
  }

  /** Signed values: −limit blue, 0 near white, +limit vermillion; limit &gt; 0. */
  public static Pixels diverging(float[] image, int height, int width, float limit) {
    range(0, limit);
    return map(image, height, width, v -> Palette.at(Palette.DIVERGING, 0.5 + v / (2.0 * limit)));
  }

  /** Signed values [height][width]; see {@link #diverging(float[], int, int, float)}. */
  public static Pixels diverging(float[][] image, float limit) {
    return diverging(flat(image), image.length, image[0].length, limit);
  }

  /** Colour values, height·width·3 of them in the order red, green, blue; low 0, high full. */
  public static Pixels rgb(float[] image, int height, int width, float low, float high) {
    range(low, high);
    size(image.length, height, width, 3);
    int[] argb = new int[height * width];
    for (int i = 0; i < image.length; i++) {
      finite(image[i], i);
      int level = (int) Math.round(255 * clamp((image[i] - low) / (high - low)));
      argb[i / 3] |= level << (16 - 8 * (i % 3));
    }
    return opaque(width, height, argb);
  }

  /** Colour values [height][width][3]; see {@link #rgb(float[], int, int, float, float)}. */
  public static Pixels rgb(float[][][] image, float low, float high) {
    int height = image.length;
    if (height == 0 || image[0].length == 0) {
      throw new IllegalArgumentException("image is empty: give at least one pixel");
    }
    int width = image[0].length;
    float[] flat = new float[height * width * 3];
    for (int y = 0; y < height; y++) {
      Checks.rectangular("image", y, image[y].length, width);
      for (int x = 0; x < width; x++) {
        if (image[y][x].length != 3) {
          throw new IllegalArgumentException(
              "image[" + y + "][" + x + "] has " + image[y][x].length + " channels, rgb needs 3");
        }
        System.arraycopy(image[y][x], 0, flat, (y * width + x) * 3, 3);
      }
    }
    return rgb(flat, height, width, low, high);
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The colour of a pixel as 0xAARRGGBB. */
  public int argb(int y, int x) {
    return argb[y * width + x];
  }

  /**
   * The pictures side by side in a grid with grey lines of one pixel around them; all of one size.
   */
  static Pixels montage(Pixels[] parts, int columns) {
    int w = parts[0].width;
    int h = parts[0].height;
    int rows = (parts.length + columns - 1) / columns;
    int width = columns * (w + 1) + 1;
    int[] all = new int[width * (rows * (h + 1) + 1)];
    Arrays.fill(all, 0xffa3abb5);
    for (int i = 0; i < parts.length; i++) {
      int start = ((i / columns) * (h + 1) + 1) * width + (i % columns) * (w + 1) + 1;
      for (int y = 0; y < h; y++) {
        System.arraycopy(parts[i].argb, y * w, all, start + y * width, w);
      }
    }
    return new Pixels(width, all.length / width, all);
  }

  /**
   * Each pixel repeated so that the longer side has at least {@code side} pixels, as a data URL.
   */
  String enlargedDataUrl(int side) {
    int by = Math.max(1, (side + Math.max(width, height) - 1) / Math.max(width, height));
    int[] large = new int[width * by * height * by];
    for (int y = 0; y < height * by; y++) {
      for (int x = 0; x < width * by; x++) {
        large[y * width * by + x] = argb[(y / by) * width + x / by];
      }
    }
    return PngImage.dataUrl(width * by, height * by, large);
  }

  private interface Colour {
    int of(float value);
  }

  private static Pixels map(float[] image, int height, int width, Colour colour) {
    size(image.length, height, width, 1);
    int[] argb = new int[image.length];
    for (int i = 0; i < argb.length; i++) {
      finite(image[i], i);
      argb[i] = colour.of(image[i]);
    }
    return opaque(width, height, argb);
  }

  private static Pixels opaque(int width, int height, int[] rgb) {
    return new Pixels(width, height, Arrays.stream(rgb).map(c -> c | 0xff000000).toArray());
  }

  private static float[] flat(float[][] image) {
    if (image.length == 0 || image[0].length == 0) {
      throw new IllegalArgumentException("image is empty: give at least one pixel");
    }
    int width = image[0].length;
    float[] flat = new float[image.length * width];
    for (int y = 0; y < image.length; y++) {
      Checks.rectangular("image", y, image[y].length, width);
      System.arraycopy(image[y], 0, flat, y * width, width);
    }
    return flat;
  }

  private static void size(int length, int height, int width, int channels) {
    if (height < 1 || width < 1 || length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "image of "
              + height
              + " × "
              + width
              + " × "
              + channels
              + " pixels needs "
              + (long) height * width * channels
              + " values, got "
              + length);
    }
  }

  private static void finite(float value, int index) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "image value " + index + " is " + value + ": pixels must be finite");
    }
  }

  private static void range(float low, float high) {
    if (!(high > low) || Float.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "image range must rise and be finite, got " + low + " to " + high);
    }
  }

  private static double clamp(double share) {
    return Math.min(1, Math.max(0, share));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels p && width == p.width && Arrays.equals(argb, p.argb);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(argb);
  }

  @Override
  public String toString() {
    return "Pixels[" + height + " × " + width + "]";
  }
}
