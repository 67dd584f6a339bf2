package org.espalier.dsl.init;

import java.util.Arrays;

/**
 * Nodes by their degrees, least first, of equal ones the first node. A degree is the sum of two
 * doubles, so that what was added and taken away again leaves nothing behind.
 */
final class DegreeHeap {
  private final double[] high;
  private final double[] low;
  private final int[] heap;
  private final int[] place;
  private int size;

  DegreeHeap(int nodes) {
    high = new double[nodes];
    low = new double[nodes];
    heap = new int[nodes];
    place = new int[nodes];
    size = nodes;
  }

  double degree(int node) {
    return high[node];
  }

  /** Adds to a degree; its place is set right by {@link #build} or {@link #lowered}. */
  void add(int node, double weight) {
    double sum = high[node] + weight;
    double part = sum - high[node];
    double error = (high[node] - (sum - part)) + (weight - part) + low[node];
    high[node] = sum + error;
    low[node] = error - (high[node] - sum);
  }

  /** Makes a degree exactly 0. */
  void clear(int node) {
    high[node] = 0;
    low[node] = 0;
  }

  /** Orders all nodes. */
  void build() {
    for (int i = 0; i < size; i++) put(i, i);
    for (int i = size / 2 - 1; i >= 0; i--) down(i);
  }

  /** Takes the least node out. */
  int pop() {
    int least = heap[0];
    put(0, heap[--size]);
    if (size > 0) down(0);
    return least;
  }

  /** Nodes that were not taken out (a copy). */
  int[] living() {
    return Arrays.copyOf(heap, size);
  }

  /** Sets a node right whose degree fell. */
  void lowered(int node) {
    int i = place[node];
    while (i > 0 && before(node, heap[(i - 1) / 2])) {
      put(i, heap[(i - 1) / 2]);
      i = (i - 1) / 2;
    }
    put(i, node);
  }

  private void down(int from) {
    int node = heap[from];
    int i = from;
    while (2 * i + 1 < size) {
      int child = 2 * i + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], node)) break;
      put(i, heap[child]);
      i = child;
    }
    put(i, node);
  }

  private boolean before(int a, int b) {
    return high[a] < high[b] || (high[a] == high[b] && a < b);
  }

  private void put(int i, int node) {
    heap[i] = node;
    place[node] = i;
  }
}
