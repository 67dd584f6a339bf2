package org.espalier.runtime.live;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means of per-batch numbers, weighted by the batches' sizes. */
public final class Means {
  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private long examples;

  /** Adds the means of one batch. */
  public void add(Map<String, Double> batch, int count) {
    examples += count;
    batch.forEach((k, v) -> sums.computeIfAbsent(k, unused -> new double[1])[0] += v * count);
  }

  /** The means so far, in the order the names appeared. */
  public Map<String, Double> values() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((k, v) -> means.put(k, v[0] / examples));
    return means;
  }
}
