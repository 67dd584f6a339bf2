package org.espalier.dsl.coding;

import org.ejml.data.DMatrixRMaj;
import org.espalier.dsl.error.Check;

/**
 * Units that answer together: groups of equal size by greedy average linkage of corr(|A|). The rule
 * is a reconstruction.
 */
public final class Invariance {
  private Invariance() {}

  /**
   * An order of the units in which each group stands together: the most correlated pair of those
   * left, joined by whatever correlates most with the group on average until it is full; then the
   * next pair.
   *
   * @param codes [samples][units]
   * @param size units in a group; the number of units is a multiple of it
   * @return places of the units, group after group
   */
  public static int[] order(double[][] codes, int size) {
    int units = codes[0].length;
    Check.that(units % size == 0, "%d units do not make groups of %d", units, size);
    DMatrixRMaj correlation = Correlation.of(absolute(codes));
    int[] order = new int[units];
    boolean[] taken = new boolean[units];
    for (int from = 0; from < units; from += size) {
      double[] linkage = new double[units];
      for (int n = 0; n < size; n++) {
        int next = n == 0 ? firstOfPair(correlation, taken) : best(linkage, taken);
        order[from + n] = next;
        taken[next] = true;
        for (int j = 0; j < units; j++) linkage[j] += correlation.unsafe_get(next, j);
      }
    }
    return order;
  }

  private static double[][] absolute(double[][] codes) {
    double[][] absolute = new double[codes.length][codes[0].length];
    for (int i = 0; i < codes.length; i++) {
      for (int j = 0; j < codes[i].length; j++) absolute[i][j] = Math.abs(codes[i][j]);
    }
    return absolute;
  }

  private static int firstOfPair(DMatrixRMaj correlation, boolean[] taken) {
    int first = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < taken.length; a++) {
      if (taken[a]) continue;
      if (first < 0) first = a;
      for (int b = a + 1; b < taken.length; b++) {
        if (taken[b] || correlation.unsafe_get(a, b) <= most) continue;
        most = correlation.unsafe_get(a, b);
        first = a;
      }
    }
    return first;
  }

  private static int best(double[] linkage, boolean[] taken) {
    int best = -1;
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j] && (best < 0 || linkage[j] > linkage[best])) best = j;
    }
    return best;
  }
}
