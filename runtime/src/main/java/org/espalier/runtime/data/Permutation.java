package org.espalier.runtime.data;

/**
 * The order in which an epoch visits rows: a function of (number of rows, seed, epoch) alone, the
 * same on every machine and in every release.
 *
 * <p>It is a Fisher-Yates shuffle of 0 … n-1 from the last place down, each place swapped with one
 * drawn uniformly from those not above it, where draws come from a SplitMix64 stream keyed by
 * (seed, epoch). Seed 0 is a seed like any other.
 */
public final class Permutation {
  private Permutation() {}

  /**
   * A shuffled 0 … n-1.
   *
   * @param n how many, at least 0
   * @param seed the seed of the training
   * @param epoch the epoch, counted from 0
   */
  public static int[] of(int n, long seed, long epoch) {
    return shuffled(n, new SplitMix(seed, epoch));
  }

  static int[] shuffled(int n, SplitMix random) {
    int[] order = identity(n);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** 0 … n-1 as they stand. */
  public static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }
}
