package org.espalier.runtime.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Pictures of samples with what a classifier took them for; mistakes are set off. */
public final class Predictions {
  private Predictions() {}

  /**
   * Grey images with their class, and the predicted class where it differs; classes are numbered.
   *
   * @param images [n][height][width], the smallest value drawn black and the largest white
   * @param truth true class of each image
   * @param predicted predicted class of each image
   * @param confidence probability given to the predicted class, in [0, 1]
   */
  public static Plot plot(float[][][] images, int[] truth, int[] predicted, float[] confidence) {
    return plot(images, truth, predicted, confidence, List.of());
  }

  /**
   * The same with class names.
   *
   * @param classNames name of each class, or empty to number them
   * @throws IllegalArgumentException if there is no image, the lengths differ, a class has no name,
   *     or a confidence lies outside [0, 1]
   */
  public static Plot plot(
      float[][][] images,
      int[] truth,
      int[] predicted,
      float[] confidence,
      List<String> classNames) {
    String where = "predictions";
    Checks.sameLength(where, "images", images.length, "truth", truth.length);
    Checks.sameLength(where, "images", images.length, "predicted", predicted.length);
    Checks.sameLength(where, "images", images.length, "confidence", confidence.length);
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
      Pixels pixels = Pixels.grey(images[i], low, high > low ? high : low + 1);
      tiles.add(tile(pixels, i, truth[i], predicted[i], confidence[i], classNames));
    }
    int wrong =
        (int) IntStream.range(0, truth.length).filter(i -> truth[i] != predicted[i]).count();
    String key =
        String.format(
            Locale.ROOT,
            "grey (no unit): black %s to white %s; below each image the predicted class and its"
                + " probability (%%); %s",
            Ticks.plain(low),
            Ticks.plain(high),
            wrong == 0 ? "none is wrong" : wrong + " framed: wrong, with the true class");
    return Plots.imageGrid("Sample predictions", key, tiles, Math.min(8, columns(images.length)));
  }

  private static Tile tile(
      Pixels pixels, int index, int truth, int predicted, float confidence, List<String> names) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "predictions: confidence["
              + index
              + "] is "
              + confidence
              + ", expected a probability in [0, 1]");
    }
    String said =
        String.format(
            Locale.ROOT, "%s · %.0f%%", name("predicted", predicted, names), 100 * confidence);
    String is = name("truth", truth, names);
    return truth == predicted
        ? Tile.of(pixels, said)
        : Tile.of(pixels, said + "\nis " + is).asMarked();
  }

  private static String name(String what, int label, List<String> names) {
    if (label < 0 || (!names.isEmpty() && label >= names.size())) {
      throw new IllegalArgumentException(
          "predictions: "
              + what
              + " class "
              + label
              + " has no name among the "
              + names.size()
              + " given");
    }
    return names.isEmpty() ? Integer.toString(label) : names.get(label);
  }

  private static int columns(int images) {
    return images <= 8 ? Math.max(1, images) : images % 6 == 0 && images % 8 != 0 ? 6 : 8;
  }
}
