package org.espalier.runtime.topology;

import java.util.Arrays;
import org.espalier.dsl.topology.UnitLinks;
import org.espalier.dsl.topology.WiredLayer;
import org.espalier.dsl.topology.Wiring;

/**
 * The units of a network as an undirected graph: who is joined to whom, by the sum of |weight| over
 * all links between the two.
 */
final class UnitGraph {
  private final int[] starts;
  private final int[] ends;
  private final double[] weights;

  private UnitGraph(int[] starts, int[] ends, double[] weights) {
    this.starts = starts;
    this.ends = ends;
    this.weights = weights;
  }

  static UnitGraph of(Wiring wiring) {
    int n = wiring.size();
    int[] counts = new int[n + 1];
    each(
        wiring,
        (a, b, w) -> {
          counts[a + 1]++;
          counts[b + 1]++;
        });
    Arrays.parallelPrefix(counts, Integer::sum);
    int[] next = counts.clone();
    int[] ends = new int[counts[n]];
    double[] weights = new double[counts[n]];
    each(
        wiring,
        (a, b, w) -> {
          ends[next[a]] = b;
          weights[next[a]++] = w;
          ends[next[b]] = a;
          weights[next[b]++] = w;
        });
    return merged(counts, ends, weights);
  }

  /** Given as who is joined to whom by how much; parallel ones add up. */
  static UnitGraph of(int n, int[] from, int[] to, double[] weight) {
    int[] counts = new int[n + 1];
    for (int i = 0; i < from.length; i++) {
      counts[from[i] + 1]++;
      if (from[i] != to[i]) counts[to[i] + 1]++;
    }
    Arrays.parallelPrefix(counts, Integer::sum);
    int[] next = counts.clone();
    int[] ends = new int[counts[n]];
    double[] weights = new double[counts[n]];
    for (int i = 0; i < from.length; i++) {
      ends[next[from[i]]] = to[i];
      weights[next[from[i]]++] = weight[i];
      if (from[i] == to[i]) continue;
      ends[next[to[i]]] = from[i];
      weights[next[to[i]]++] = weight[i];
    }
    return merged(counts, ends, weights);
  }

  private interface Join {
    void accept(int from, int to, double weight);
  }

  private static void each(Wiring wiring, Join join) {
    for (WiredLayer layer : wiring.layers()) {
      UnitLinks links = layer.links();
      for (int j = 0; j < links.units(); j++) {
        for (int at = links.starts()[j]; at < links.starts()[j + 1]; at++) {
          for (int from : layer.origins()[links.places()[at]]) {
            join.accept(from, layer.units().first() + j, Math.abs(links.weights()[at]));
          }
        }
      }
    }
  }

  private static UnitGraph merged(int[] counts, int[] ends, double[] weights) {
    int n = counts.length - 1;
    int[] starts = new int[n + 1];
    int[] place = new int[n];
    Arrays.fill(place, -1);
    int size = 0;
    for (int i = 0; i < n; i++) {
      int first = size;
      for (int at = counts[i]; at < counts[i + 1]; at++) {
        int end = ends[at];
        double weight = weights[at];
        if (place[end] >= first) {
          weights[place[end]] += weight;
          continue;
        }
        place[end] = size;
        ends[size] = end;
        weights[size++] = weight;
      }
      starts[i + 1] = size;
    }
    return new UnitGraph(starts, Arrays.copyOf(ends, size), Arrays.copyOf(weights, size));
  }

  int size() {
    return starts.length - 1;
  }

  /** Pairs of units that are joined. */
  long edges() {
    return ends.length / 2;
  }

  /** Where the joints of a unit begin; those of the last end at {@code start(size())}. */
  int start(int unit) {
    return starts[unit];
  }

  int end(int at) {
    return ends[at];
  }

  double weight(int at) {
    return weights[at];
  }

  double[] degrees() {
    double[] degrees = new double[size()];
    for (int i = 0; i < degrees.length; i++) degrees[i] = starts[i + 1] - starts[i];
    return degrees;
  }

  /** Sum of weights at each unit; a joint of a unit with itself counts once. */
  double[] strengths() {
    double[] sums = new double[size()];
    for (int i = 0; i < sums.length; i++) {
      for (int at = starts[i]; at < starts[i + 1]; at++) sums[i] += weights[at];
    }
    return sums;
  }
}
