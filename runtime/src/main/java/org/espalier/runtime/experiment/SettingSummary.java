package org.espalier.runtime.experiment;

import java.util.Map;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/**
 * One metric at one setting over its seeds.
 *
 * @param settings where
 * @param runs seeds run
 * @param failed runs that ended without a number
 * @param trained share of all runs that gave a number, of at least the threshold if there is one
 * @param mean over the runs that gave a number; NaN without any
 * @param standardDeviation of those runs (n − 1); NaN with fewer than two
 * @param low end of the 95 % confidence interval of the mean, by Student's t; NaN with fewer than
 *     two
 * @param high its other end
 */
public record SettingSummary(
    Map<String, String> settings,
    int runs,
    int failed,
    double trained,
    double mean,
    double standardDeviation,
    double low,
    double high) {
  private static final double UPPER = 0.975;

  /** Sums up values, one for each run, NaN for those that gave none. */
  static SettingSummary of(Map<String, String> settings, double[] values, OptionalDouble least) {
    DescriptiveStatistics numbers = new DescriptiveStatistics();
    int trained = 0;
    for (double v : values) {
      if (Double.isNaN(v)) continue;
      numbers.addValue(v);
      if (least.isEmpty() || v >= least.getAsDouble()) trained++;
    }
    int n = (int) numbers.getN();
    double mean = n == 0 ? Double.NaN : numbers.getMean();
    double sd = n < 2 ? Double.NaN : numbers.getStandardDeviation();
    double half =
        n < 2
            ? Double.NaN
            : new TDistribution(n - 1).inverseCumulativeProbability(UPPER) * sd / Math.sqrt(n);
    return new SettingSummary(
        settings,
        values.length,
        values.length - n,
        (double) trained / values.length,
        mean,
        sd,
        mean - half,
        mean + half);
  }
}
