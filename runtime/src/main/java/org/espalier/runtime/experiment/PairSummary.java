package org.espalier.runtime.experiment;

import java.util.Map;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/**
 * One number over all pairs of seeds of one setting. Pairs share networks, so they are not
 * independent: the spread says how much pairs differ and gives no confidence interval.
 *
 * @param settings where
 * @param measured name of the number
 * @param pairs how many gave it
 * @param mean over them
 * @param standardDeviation of them (n − 1); NaN with fewer than two
 */
public record PairSummary(
    Map<String, String> settings,
    String measured,
    int pairs,
    double mean,
    double standardDeviation) {
  static PairSummary of(Map<String, String> settings, String measured, double[] values) {
    DescriptiveStatistics all = new DescriptiveStatistics(values);
    double sd = values.length < 2 ? Double.NaN : all.getStandardDeviation();
    return new PairSummary(settings, measured, values.length, all.getMean(), sd);
  }
}
