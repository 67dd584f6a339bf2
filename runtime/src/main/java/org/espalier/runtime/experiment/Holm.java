package org.espalier.runtime.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Correction of p-values when many comparisons are made. */
public final class Holm {
  private Holm() {}

  /**
   * Holm's step-down correction: the chance that any of the true null hypotheses is rejected at
   * level α stays at most α, however the tests depend on each other. Source: Holm, Scandinavian
   * Journal of Statistics 6, 1979.
   *
   * @param p values of the single tests; NaN for a test that could not be made, which does not
   *     count
   * @return corrected values in the same order, at most 1; NaN stays NaN
   */
  public static double[] corrected(double... p) {
    List<Integer> order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .toList();
    double[] corrected = p.clone();
    double largest = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int at = order.get(rank);
      largest = Math.max(largest, Math.min(1, (order.size() - rank) * p[at]));
      corrected[at] = largest;
    }
    return corrected;
  }
}
