package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * The weighted hypercore decomposition. Rows are nodes, columns are hyperedges, a positive entry
 * says that the node is a member and how strongly. A hyperedge lives while it has {@code
 * minEdgeSize} living members; a node's degree is the sum of its entries over living hyperedges.
 * The hypercore of level k is the largest set of nodes all of whose degrees are at least k; a
 * node's number is the largest level whose hypercore has it. Source: Limnios et al.,
 * arXiv:2004.07636.
 *
 * <p><b>Reconstruction:</b> that paper's abstract says what the decomposition is made of; the
 * weighted peeling rule as written here is ours.
 */
public final class Hypercores {
  private final double[] weights;
  private final int columns;
  private final int minEdgeSize;
  private final int[] members;
  private final boolean[] lives;
  private final int[] edges;
  private final DegreeHeap heap;

  private Hypercores(double[] weights, int rows, int minEdgeSize) {
    this.weights = weights;
    this.columns = rows == 0 ? 0 : weights.length / rows;
    this.minEdgeSize = minEdgeSize;
    this.members = new int[columns];
    this.lives = new boolean[columns];
    this.edges = new int[rows];
    this.heap = new DegreeHeap(rows);
  }

  /**
   * The hypercore number of each node, by taking away the node of least degree (of equal ones the
   * first) again and again. Costs O(n + m·log(nodes)) for n entries of which m are positive.
   *
   * @param matrix [nodes, hyperedges], finite; entries that are not positive mean no membership
   * @param minEdgeSize members without which a hyperedge is dead, ≥ 1
   */
  public static double[] numbers(Nd matrix, int minEdgeSize) {
    Check.that(matrix.rank() == 2, "a matrix [nodes, hyperedges] is decomposed, got %s", matrix);
    Check.positive("minEdgeSize", minEdgeSize);
    for (double w : matrix.data()) Check.finite("an entry of the matrix", w);
    int rows = (int) matrix.dims()[0];
    return new Hypercores(matrix.data(), rows, minEdgeSize).peel(rows);
  }

  private double[] peel(int rows) {
    count();
    double[] numbers = new double[rows];
    double level = 0;
    int[] dying = new int[columns];
    for (int i = 0; i < rows; i++) {
      int node = heap.pop();
      level = Math.max(level, heap.degree(node));
      numbers[node] = level;
      int n = bury(node, dying);
      if (n == 0) continue;
      for (int other : heap.living()) bereave(other, dying, n);
    }
    return numbers;
  }

  /** Members of every hyperedge, hyperedges of every node, degrees. */
  private void count() {
    for (int at = 0; at < weights.length; at += columns) {
      for (int e = 0; e < columns; e++) if (weights[at + e] > 0) members[e]++;
    }
    for (int e = 0; e < columns; e++) lives[e] = members[e] >= minEdgeSize;
    for (int node = 0; node < edges.length; node++) {
      for (int e = 0; e < columns; e++) {
        double w = weights[node * columns + e];
        if (!(w > 0) || !lives[e]) continue;
        heap.add(node, w);
        edges[node]++;
      }
    }
    heap.build();
  }

  /** Takes a node out of its hyperedges; those that die of it are written down and counted. */
  private int bury(int node, int[] dying) {
    int n = 0;
    for (int e = 0; e < columns; e++) {
      if (!lives[e] || !(weights[node * columns + e] > 0)) continue;
      if (--members[e] >= minEdgeSize) continue;
      lives[e] = false;
      dying[n++] = e;
    }
    return n;
  }

  private void bereave(int node, int[] dying, int n) {
    boolean lost = false;
    for (int i = 0; i < n; i++) {
      double w = weights[node * columns + dying[i]];
      if (!(w > 0)) continue;
      heap.add(node, -w);
      edges[node]--;
      lost = true;
    }
    if (edges[node] == 0) heap.clear(node);
    if (lost) heap.lowered(node);
  }
}
