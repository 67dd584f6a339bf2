package org.espalier.dsl.topology;

/**
 * Whether an optimal matching has an equal. By complementary slackness all optimal matchings use
 * tight places only (reduced cost 0), so there is another one if and only if the graph that leads
 * from a row over each tight place to the row matched there has a cycle. O(n²), and mostly less.
 */
final class Ties {
  private static final double TOLERANCE = 1e-10;

  private final int n;
  private final double[] cost;
  private final JonkerVolgenant solved;
  private final double slack;

  private Ties(int n, double[] cost, JonkerVolgenant solved) {
    this.n = n;
    this.cost = cost;
    this.solved = solved;
    double most = 0;
    for (double c : cost) most = Math.max(most, Math.abs(c));
    this.slack = TOLERANCE * most;
  }

  static boolean exist(int n, double[] cost, JonkerVolgenant solved) {
    return new Ties(n, cost, solved).cyclic();
  }

  /** Depth first over rows; {@code next[i]} is the column at which row i is looked at again. */
  private boolean cyclic() {
    boolean[] begun = new boolean[n];
    boolean[] done = new boolean[n];
    int[] next = new int[n];
    int[] path = new int[n];
    for (int root = 0; root < n; root++) {
      if (begun[root]) continue;
      int depth = 0;
      path[0] = root;
      begun[root] = true;
      while (depth >= 0) {
        int row = path[depth];
        int to = step(row, next);
        if (to < 0) {
          done[row] = true;
          depth--;
        } else if (!begun[to]) {
          begun[to] = true;
          path[++depth] = to;
        } else if (!done[to]) {
          return true;
        }
      }
    }
    return false;
  }

  /** The row that the next tight place of a row leads to, or −1. */
  private int step(int row, int[] next) {
    double[] v = solved.prices();
    int own = solved.columns()[row];
    double u = cost[row * n + own] - v[own];
    for (int j = next[row]; j < n; j++) {
      if (j == own || cost[row * n + j] - v[j] - u > slack) continue;
      next[row] = j + 1;
      return solved.rows()[j];
    }
    next[row] = n;
    return -1;
  }
}
