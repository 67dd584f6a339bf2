package org.espalier.samples.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * A sample's median with its 95 % interval, and its quartiles. The interval is made of order
 * statistics and needs no assumption on the distribution: for independent values it holds the true
 * median with a probability of at least 95 %.
 *
 * @param median middle value
 * @param low lower end of the interval; the smallest value where 95 % cannot be reached (n &lt; 6)
 * @param high upper end of the interval
 * @param quartile1 first quartile
 * @param quartile3 third quartile
 * @param count number of values
 */
record Spread(
    double median, double low, double high, double quartile1, double quartile3, int count) {
  /** The spread of values in any order. */
  static Spread of(double[] values) {
    double[] v = values.clone();
    Arrays.sort(v);
    int n = v.length;
    int rank = rank(n);
    return new Spread(
        quantile(v, 0.5), v[rank], v[n - 1 - rank], quantile(v, 0.25), quantile(v, 0.75), n);
  }

  /** The spread of {@code a[i] / b[i]}. */
  static Spread ofRatios(double[] a, double[] b) {
    double[] ratios = new double[a.length];
    for (int i = 0; i < ratios.length; i++) ratios[i] = a[i] / b[i];
    return of(ratios);
  }

  /** The largest k with P(fewer than k + 1 of n values below the median) ≤ 2.5 %. */
  private static int rank(int n) {
    double term = Math.pow(0.5, n);
    double below = 0;
    for (int k = 0; k <= n / 2; k++) {
      below += term;
      if (below > 0.025) return Math.max(0, k - 1);
      term = term * (n - k) / (k + 1);
    }
    return 0;
  }

  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int i = (int) at;
    int next = Math.min(i + 1, sorted.length - 1);
    return sorted[i] + (at - i) * (sorted[next] - sorted[i]);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.4f [%.4f, %.4f], quartiles %.4f-%.4f, n=%d",
        median,
        low,
        high,
        quartile1,
        quartile3,
        count);
  }
}
