package org.espalier.runtime.view;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Where the cells of {@link Rows} stand from left to right: in their order, far enough apart, and
 * close below what they use, so that a chain is a straight line.
 */
final class Columns {
  private static final int SWEEPS = 17;
  private static final double NODE_GAP = 28;
  private static final double BEND_GAP = 14;

  /** What an edge aside counts against the others: so little that it moves none by a pixel. */
  private static final double LIGHT = 1e-6;

  private final Rows rows;
  private final double[] widths;

  /** Of each cell, the middle, in pixels. */
  final double[] x;

  /** Places cells; bends have no width. */
  Columns(Rows rows, double[] nodeWidths) {
    this.rows = rows;
    this.widths = Arrays.copyOf(nodeWidths, rows.row.size());
    this.x = new double[widths.length];
    Map<Integer, List<Integer>> above = rows.neighbours(true);
    Map<Integer, List<Integer>> below = rows.neighbours(false);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      int count = rows.order().size();
      for (int i = 0; i < count; i++) {
        place(rows.order().get(down ? i : count - 1 - i), down ? above : below);
      }
    }
    for (int cell = 0; cell < x.length; cell++) x[cell] = Math.round(x[cell]);
    for (List<Integer> trunk : rows.trunks) straighten(trunk);
  }

  /** How far apart the middles of two neighbours are at least. */
  private double apart(int left, int right) {
    boolean bend = rows.isBend(left) || rows.isBend(right);
    return (widths[left] + widths[right]) / 2 + (bend ? BEND_GAP : NODE_GAP);
  }

  /** A run of cells that stand as close as they may; its first cell is at {@code at}. */
  private record Run(int first, int last, double at, double weight) {}

  /**
   * The least weighted squares of the distances to where each cell wants to be, in order and far
   * enough apart: isotonic regression by pooling adjacent violators.
   */
  private void place(List<Integer> cells, Map<Integer, List<Integer>> neighbours) {
    double[] offset = new double[cells.size()];
    Deque<Run> runs = new ArrayDeque<>();
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      if (i > 0) offset[i] = offset[i - 1] + apart(cells.get(i - 1), cell);
      double wanted = wanted(cell, neighbours.getOrDefault(cell, List.of()));
      Run run = new Run(i, i, wanted - offset[i], rows.isAside(cell) ? LIGHT : 1);
      while (!runs.isEmpty() && runs.peekLast().at >= run.at) run = joined(runs.pollLast(), run);
      runs.addLast(run);
    }
    for (Run run : runs) {
      for (int i = run.first; i <= run.last; i++) x[cells.get(i)] = run.at + offset[i];
    }
  }

  private static Run joined(Run a, Run b) {
    double weight = a.weight + b.weight;
    double at = (a.at * a.weight + b.at * b.weight) / weight;
    return new Run(a.first, b.last, at, weight);
  }

  private double wanted(int cell, List<Integer> neighbours) {
    double sum = 0;
    double weight = 0;
    for (int n : neighbours) {
      double w = rows.isBend(n) && !rows.isAside(cell) ? LIGHT : 1;
      sum += w * x[n];
      weight += w;
    }
    return weight == 0 ? x[cell] : sum / weight;
  }

  /** One x for all bends of an edge, if it fits in every row that it passes. */
  private void straighten(List<Integer> trunk) {
    double[] tries = trunk.stream().mapToDouble(bend -> x[bend]).sorted().toArray();
    double[] order = {tries[tries.length - 1], tries[0], tries[tries.length / 2]};
    for (double at : order) {
      if (trunk.stream().allMatch(bend -> fits(bend, at))) {
        for (int bend : trunk) x[bend] = at;
        return;
      }
    }
  }

  private boolean fits(int bend, double at) {
    List<Integer> cells = rows.order().get(rows.row.get(bend));
    int i = cells.indexOf(bend);
    boolean left = i == 0 || at - x[cells.get(i - 1)] >= apart(cells.get(i - 1), bend);
    int next = i + 1;
    return left
        && (next == cells.size() || x[cells.get(next)] - at >= apart(bend, cells.get(next)));
  }
}
