package org.espalier.runtime.topology;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The weighted k-core decomposition: a unit's number is the largest k for which it lies in a part
 * of the graph whose every unit has a strength (sum of weights inside the part) of at least k.
 * Found by taking away the weakest unit again and again. Source: Eidsaa and Almaas, Phys. Rev. E
 * 88, 2013 (s-core).
 */
final class Cores {
  private record Entry(double strength, int unit) {}

  private Cores() {}

  static double[] of(UnitGraph graph) {
    double[] left = graph.strengths();
    double[] numbers = new double[left.length];
    boolean[] gone = new boolean[left.length];
    PriorityQueue<Entry> queue =
        new PriorityQueue<>(
            Comparator.comparingDouble(Entry::strength).thenComparingInt(Entry::unit));
    for (int i = 0; i < left.length; i++) queue.add(new Entry(left[i], i));
    double level = 0;
    while (!queue.isEmpty()) {
      Entry entry = queue.remove();
      int unit = entry.unit();
      if (gone[unit] || entry.strength() != left[unit]) continue;
      gone[unit] = true;
      level = Math.max(level, left[unit]);
      numbers[unit] = level;
      for (int at = graph.start(unit); at < graph.start(unit + 1); at++) {
        int other = graph.end(at);
        if (gone[other]) continue;
        left[other] = Math.max(0, left[other] - graph.weight(at));
        queue.add(new Entry(left[other], other));
      }
    }
    return numbers;
  }
}
