package org.espalier.dsl.topology;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;

/**
 * A one-to-one matching of rows and columns with the least total cost. The same costs give the same
 * matching, also where several cost the same.
 *
 * @param columns the column of each row (not copied)
 * @param total sum of the costs at these places
 * @param unique whether every other matching costs more; ties closer than 1e-10 of the largest cost
 *     count as equal
 */
public record Assignment(int[] columns, double total, boolean unique) {
  /** The most rows: the costs of more do not fit into one array. */
  static final int MOST = 46_340;

  /**
   * Solves a square problem in O(n³), in practice far less.
   *
   * @param cost [row][column], finite
   * @throws EspalierException when it is not square
   */
  public static Assignment solve(double[][] cost) {
    int n = cost.length;
    double[] flat = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      if (cost[i].length != n) {
        throw new EspalierException(
            "the costs of an assignment form a square: there are "
                + n
                + " rows, but row "
                + i
                + " has "
                + cost[i].length
                + " columns; fill up with rows or columns of zeros");
      }
      for (int j = 0; j < n; j++) {
        flat[i * n + j] = Check.finite("the cost at " + i + ", " + j, cost[i][j]);
      }
    }
    return solve(n, flat);
  }

  /** The same of finite costs in row-major order. */
  static Assignment solve(int n, double[] cost) {
    JonkerVolgenant solved = new JonkerVolgenant(n, cost);
    double total = 0;
    for (int i = 0; i < n; i++) total += cost[i * n + solved.columns()[i]];
    return new Assignment(solved.columns(), total, !Ties.exist(n, cost, solved));
  }
}
