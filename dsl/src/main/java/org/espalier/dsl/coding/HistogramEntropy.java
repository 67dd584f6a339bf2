package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;

/** Plug-in entropies of samples put into bins. */
public final class HistogramEntropy {
  private HistogramEntropy() {}

  /**
   * −Σ p·ln p over equal bins, in nats; values outside count in the bins at the ends.
   *
   * @param values at least one
   * @param low where the first bin begins
   * @param high where the last bin ends, &gt; low
   * @param bins ≥ 1
   */
  public static double nats(double[] values, double low, double high, int bins) {
    Check.positive("bins", bins);
    Check.that(high > low, "high must be > low, got %s and %s", high, low);
    Check.that(values.length > 0, "entropy needs at least one value");
    int[] counts = new int[bins];
    for (double v : values) {
      int bin = (int) Math.floor((v - low) / (high - low) * bins);
      counts[Math.max(0, Math.min(bins - 1, bin))]++;
    }
    return nats(counts, values.length);
  }

  static double nats(int[] counts, int total) {
    double sum = 0;
    for (int count : counts) {
      if (count > 0) sum -= (double) count / total * Math.log((double) count / total);
    }
    return sum;
  }
}
