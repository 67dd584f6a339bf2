package org.espalier.runtime.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.runtime.plot.Bar;

/**
 * A number of each unit.
 *
 * @param values by unit (not copied)
 */
public record OverUnits(double[] values) {
  private static final int BINS = 16;

  /** The mean; 0 of no units. */
  public double mean() {
    return Arrays.stream(values).average().orElse(0);
  }

  /** Standard deviation, n in the denominator; 0 of no units. */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  /** The smallest; 0 of no units. */
  public double min() {
    return Arrays.stream(values).min().orElse(0);
  }

  /** The largest; 0 of no units. */
  public double max() {
    return Arrays.stream(values).max().orElse(0);
  }

  /** How many units lie where: at most 16 bins of equal width. */
  static List<Bar> histogram(List<String> groups, List<OverUnits> all) {
    double low = all.stream().mapToDouble(OverUnits::min).min().orElse(0);
    double high = all.stream().mapToDouble(OverUnits::max).max().orElse(0);
    boolean whole =
        all.stream().allMatch(d -> Arrays.stream(d.values).allMatch(v -> v == Math.rint(v)));
    double width = Math.max((high - low) / BINS, Double.MIN_NORMAL);
    if (whole) width = Math.max(1, Math.ceil((high - low + 1) / BINS));
    int bins = Math.min(BINS, (int) Math.floor((high - low) / width) + 1);
    List<Bar> bars = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int[] counts = new int[bins];
      for (double v : all.get(g).values) {
        counts[Math.min(bins - 1, (int) ((v - low) / width))]++;
      }
      for (int b = 0; b < bins; b++) {
        String name = name(low + b * width, width, whole);
        bars.add(Bar.of(name, counts[b]).inGroup(groups.size() == 1 ? "" : groups.get(g)));
      }
    }
    return bars;
  }

  private static String name(double from, double width, boolean whole) {
    if (whole && width == 1) return Numbers.of(from);
    if (whole) return Numbers.of(from) + "–" + Numbers.of(from + width - 1);
    return "from " + Numbers.of(from);
  }

  /** {@code 12.5 (3–40)}: mean, least and most. */
  @Override
  public String toString() {
    return Numbers.of(mean()) + " (" + Numbers.of(min()) + "–" + Numbers.of(max()) + ")";
  }
}
