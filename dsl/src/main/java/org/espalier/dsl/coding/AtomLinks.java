package org.espalier.dsl.coding;

import org.espalier.dsl.random.RandomSource;

/** From atoms to masks, and what can be said of them. */
public final class AtomLinks {
  private AtomLinks() {}

  /**
   * The mask of a dictionary.
   *
   * @param atoms [atoms][inputs]
   * @param groupSize neighbouring inputs that are one link: the channels of a pixel
   * @return [atoms][inputs]
   */
  public static boolean[][] of(double[][] atoms, int groupSize, MaskRule rule) {
    int links = atoms[0].length / groupSize;
    double[][] norms = new double[atoms.length][links];
    for (int j = 0; j < atoms.length; j++) {
      for (int i = 0; i < atoms[j].length; i++) {
        norms[j][i / groupSize] += atoms[j][i] * atoms[j][i];
      }
      for (int b = 0; b < links; b++) norms[j][b] = Math.sqrt(norms[j][b]);
    }
    boolean[][] kept = rule.keep(norms);
    boolean[][] mask = new boolean[atoms.length][atoms[0].length];
    for (int j = 0; j < mask.length; j++) {
      for (int i = 0; i < mask[j].length; i++) mask[j][i] = kept[j][i / groupSize];
    }
    return mask;
  }

  /** Kept / total. */
  public static double density(boolean[][] mask) {
    return count(mask) / (double) ((long) mask.length * mask[0].length);
  }

  /** Links kept. */
  public static long count(boolean[][] mask) {
    long kept = 0;
    for (boolean[] row : mask) for (boolean link : row) if (link) kept++;
    return kept;
  }

  /**
   * Mean distance, in pixels, between two kept links of one unit: small where units look at one
   * place. Units of fewer than two pixels do not count.
   *
   * @param mask [units][inputs]
   * @param height rows of the image
   * @param width columns of the image
   * @param channels numbers of a pixel; height·width·channels = inputs
   * @return NaN when no unit has two pixels
   */
  public static double spread(boolean[][] mask, int height, int width, int channels) {
    double sum = 0;
    int units = 0;
    for (boolean[] row : mask) {
      double mean = spread(row, height * width, width, channels);
      if (Double.isNaN(mean)) continue;
      sum += mean;
      units++;
    }
    return sum / units;
  }

  private static double spread(boolean[] links, int pixels, int width, int channels) {
    int[] kept = new int[pixels];
    int n = 0;
    for (int p = 0; p < pixels; p++) {
      boolean any = false;
      for (int c = 0; c < channels; c++) any |= links[p * channels + c];
      if (any) kept[n++] = p;
    }
    double sum = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < a; b++) {
        sum += Math.hypot(kept[a] / width - kept[b] / width, kept[a] % width - kept[b] % width);
      }
    }
    return sum / (n * (n - 1L) / 2);
  }

  /**
   * As many links for each unit, at random places.
   *
   * @param mask [units][inputs]
   * @param seed of the places
   */
  public static boolean[][] scattered(boolean[][] mask, long seed) {
    RandomSource random = RandomSource.of(seed, "coding", "random links");
    boolean[][] links = new boolean[mask.length][];
    for (int j = 0; j < mask.length; j++) {
      links[j] = mask[j].clone();
      for (int i = links[j].length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        boolean swap = links[j][i];
        links[j][i] = links[j][other];
        links[j][other] = swap;
      }
    }
    return links;
  }
}
