package org.espalier.runtime.topology;

import java.util.Arrays;

/**
 * Communities of units that are joined among themselves more than by chance, by moving unit after
 * unit to the community that raises the modularity most, then communities as if they were units,
 * until nothing rises. Deterministic: units in order, of equal communities the first. Source:
 * Blondel et al., J. Stat. Mech. P10008, 2008; modularity: Newman, PNAS 103, 2006.
 */
final class Communities {
  private static final double RISE = 1e-12;

  private final int[] of;
  private final int count;
  private final double modularity;

  private Communities(int[] of, int count, double modularity) {
    this.of = of;
    this.count = count;
    this.modularity = modularity;
  }

  static Communities of(UnitGraph graph) {
    int[] of = new int[graph.size()];
    for (int i = 0; i < of.length; i++) of[i] = i;
    UnitGraph coarse = graph;
    while (true) {
      int[] moved = numbered(moved(coarse));
      boolean joined = Arrays.stream(moved).max().orElse(-1) + 1 < coarse.size();
      for (int i = 0; i < of.length; i++) of[i] = moved[of[i]];
      if (!joined) break;
      coarse = joined(coarse, moved);
    }
    return new Communities(of, coarse.size(), modularity(graph, of));
  }

  /** The community of each unit, from 0. */
  int[] of() {
    return of;
  }

  int count() {
    return count;
  }

  /** In [−0.5, 1]; 0 without edges. */
  double modularity() {
    return modularity;
  }

  /** Each unit's community after all have been moved as long as that helps. */
  private static int[] moved(UnitGraph graph) {
    int n = graph.size();
    double[] strength = twice(graph);
    double all = Arrays.stream(strength).sum();
    int[] of = new int[n];
    double[] sums = strength.clone();
    for (int i = 0; i < n; i++) of[i] = i;
    double[] to = new double[n];
    boolean rising = all > 0;
    while (rising) {
      rising = false;
      for (int i = 0; i < n; i++) {
        int home = of[i];
        for (int at = graph.start(i); at < graph.start(i + 1); at++) {
          if (graph.end(at) != i) to[of[graph.end(at)]] += graph.weight(at);
        }
        sums[home] -= strength[i];
        int best = home;
        double most = to[home] - sums[home] * strength[i] / all;
        for (int at = graph.start(i); at < graph.start(i + 1); at++) {
          int c = of[graph.end(at)];
          double gain = to[c] - sums[c] * strength[i] / all;
          if (gain > most + RISE * all) {
            most = gain;
            best = c;
          }
        }
        for (int at = graph.start(i); at < graph.start(i + 1); at++) to[of[graph.end(at)]] = 0;
        sums[best] += strength[i];
        of[i] = best;
        rising |= best != home;
      }
    }
    return of;
  }

  /** Strengths in which a joint with oneself counts twice, as it has two ends. */
  private static double[] twice(UnitGraph graph) {
    double[] sums = graph.strengths();
    for (int i = 0; i < sums.length; i++) {
      for (int at = graph.start(i); at < graph.start(i + 1); at++) {
        if (graph.end(at) == i) sums[i] += graph.weight(at);
      }
    }
    return sums;
  }

  private static int[] numbered(int[] of) {
    int[] names = new int[of.length];
    Arrays.fill(names, -1);
    int next = 0;
    int[] out = new int[of.length];
    for (int i = 0; i < of.length; i++) {
      if (names[of[i]] < 0) names[of[i]] = next++;
      out[i] = names[of[i]];
    }
    return out;
  }

  /** The graph of communities; what was inside one joins it with itself. */
  private static UnitGraph joined(UnitGraph graph, int[] of) {
    int size = graph.start(graph.size());
    int[] from = new int[size];
    int[] to = new int[size];
    double[] weight = new double[size];
    int count = 0;
    for (int i = 0; i < graph.size(); i++) {
      for (int at = graph.start(i); at < graph.start(i + 1); at++) {
        if (graph.end(at) < i) continue;
        from[count] = of[i];
        to[count] = of[graph.end(at)];
        weight[count++] = graph.weight(at);
      }
    }
    return UnitGraph.of(
        Arrays.stream(of).max().orElse(-1) + 1,
        Arrays.copyOf(from, count),
        Arrays.copyOf(to, count),
        Arrays.copyOf(weight, count));
  }

  /** The share of weight inside communities beyond the one expected from strengths alone. */
  static double modularity(UnitGraph graph, int[] of) {
    double[] strength = twice(graph);
    double all = Arrays.stream(strength).sum();
    if (all == 0) return 0;
    double[] sums = new double[of.length];
    double inside = 0;
    for (int i = 0; i < of.length; i++) {
      sums[of[i]] += strength[i];
      for (int at = graph.start(i); at < graph.start(i + 1); at++) {
        if (of[graph.end(at)] != of[i]) continue;
        inside += graph.end(at) == i ? 2 * graph.weight(at) : graph.weight(at);
      }
    }
    double expected = Arrays.stream(sums).map(s -> s * s / all).sum();
    return (inside - expected) / all;
  }
}
