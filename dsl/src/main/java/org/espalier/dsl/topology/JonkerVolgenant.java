package org.espalier.dsl.topology;

import java.util.Arrays;

/**
 * Least-cost assignment by shortest augmenting paths. Prices v of columns are kept such that every
 * matched row has its column at the least reduced cost c − v; a start by column reduction and
 * bidding matches most rows, a path by Dijkstra's rule each of the rest. Source: Jonker and
 * Volgenant, Computing 38, 1987.
 */
final class JonkerVolgenant {
  private static final int NONE = -1;

  private final int n;
  private final double[] cost;
  private final double[] prices;
  private final int[] columns;
  private final int[] rows;

  /** Solves it; costs are in row-major order. */
  JonkerVolgenant(int n, double[] cost) {
    this.n = n;
    this.cost = cost;
    this.prices = new double[n];
    this.columns = new int[n];
    this.rows = new int[n];
    Arrays.fill(columns, NONE);
    Arrays.fill(rows, NONE);
    if (n == 0) return;
    reduceColumns();
    int[] free = free();
    for (int round = 0; round < 2 && free.length > 0; round++) {
      bid(free);
      free = free();
    }
    Search search = new Search();
    for (int row : free) search.augment(row);
  }

  /** The column of each row. */
  int[] columns() {
    return columns;
  }

  /** The row of each column. */
  int[] rows() {
    return rows;
  }

  /** Of columns: with u = c − v at its own place, every row has c − v − u ≥ 0 elsewhere. */
  double[] prices() {
    return prices;
  }

  /** Each column takes its cheapest row, if that is still free. */
  private void reduceColumns() {
    int[] cheapest = new int[n];
    System.arraycopy(cost, 0, prices, 0, n);
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double c = cost[i * n + j];
        if (c < prices[j]) {
          prices[j] = c;
          cheapest[j] = i;
        }
      }
    }
    for (int j = 0; j < n; j++) if (columns[cheapest[j]] == NONE) match(cheapest[j], j);
  }

  private int[] free() {
    int count = 0;
    int[] found = new int[n];
    for (int i = 0; i < n; i++) if (columns[i] == NONE) found[count++] = i;
    return Arrays.copyOf(found, count);
  }

  private void match(int row, int column) {
    columns[row] = column;
    rows[column] = row;
  }

  /**
   * Each free row takes its best column and lowers that one's price until the second best is as
   * good; who loses the column bids next, if the price really fell.
   */
  private void bid(int[] free) {
    for (int first : free) {
      int row = first;
      for (int turn = 0; row != NONE && turn < n; turn++) row = bid(row);
    }
  }

  /** Bids for one row; gives the row that must bid now, or none. */
  private int bid(int row) {
    double best = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    int at = NONE;
    int other = NONE;
    for (int j = 0; j < n; j++) {
      double c = cost[row * n + j] - prices[j];
      if (c >= second) continue;
      if (c < best) {
        second = best;
        other = at;
        best = c;
        at = j;
      } else {
        second = c;
        other = j;
      }
    }
    double price = prices[at] - (second - best);
    boolean fell = other != NONE && price < prices[at];
    if (!fell && rows[at] != NONE && other != NONE) at = other;
    int loser = rows[at];
    if (loser != NONE && !fell) return NONE;
    if (fell) prices[at] = price;
    if (loser != NONE) columns[loser] = NONE;
    match(row, at);
    return loser;
  }

  /** Shortest paths from a free row to a free column over reduced costs. */
  private final class Search {
    private final double[] length = new double[n];
    private final int[] from = new int[n];

    /** Columns: [0, ready) are done, [ready, reached) are at the least length, then the rest. */
    private final int[] order = new int[n];

    private int ready;
    private int reached;

    Search() {
      for (int j = 0; j < n; j++) order[j] = j;
    }

    void augment(int row) {
      for (int j = 0; j < n; j++) {
        length[j] = cost[row * n + j] - prices[j];
        from[j] = row;
      }
      ready = 0;
      reached = 0;
      int end = NONE;
      double least = 0;
      int settled = 0;
      while (end == NONE) {
        if (ready == reached) {
          settled = ready;
          least = nearest();
          end = freeAmongReached();
        }
        if (end == NONE) end = scan(order[ready++], least);
      }
      for (int k = 0; k < settled; k++) {
        int j = order[k];
        prices[j] += length[j] - least;
      }
      turn(row, end);
    }

    /** Puts the columns of least length behind those that are done. */
    private double nearest() {
      double least = length[order[reached]];
      for (int k = reached + 1; k < n; k++) least = Math.min(least, length[order[k]]);
      for (int k = reached; k < n; k++) if (length[order[k]] <= least) swap(k, reached++);
      return least;
    }

    private int freeAmongReached() {
      for (int k = ready; k < reached; k++) if (rows[order[k]] == NONE) return order[k];
      return NONE;
    }

    /** Goes on over the row matched to a column; gives a free column at the least length. */
    private int scan(int column, double least) {
      int row = rows[column];
      int base = row * n;
      double back = cost[base + column] - prices[column] - least;
      for (int k = reached; k < n; k++) {
        int j = order[k];
        double via = cost[base + j] - prices[j] - back;
        if (via >= length[j]) continue;
        length[j] = via;
        from[j] = row;
        if (via > least) continue;
        length[j] = least;
        if (rows[j] == NONE) return j;
        swap(k, reached++);
      }
      return NONE;
    }

    private void swap(int k, int l) {
      int keep = order[k];
      order[k] = order[l];
      order[l] = keep;
    }

    /** Matches along the path, from its end to the free row. */
    private void turn(int row, int end) {
      int column = end;
      while (true) {
        int via = from[column];
        int before = columns[via];
        match(via, column);
        if (via == row) return;
        column = before;
      }
    }
  }
}
