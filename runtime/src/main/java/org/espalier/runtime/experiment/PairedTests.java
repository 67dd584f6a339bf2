package org.espalier.runtime.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.stat.inference.TTest;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;

/** Tests over seeds that two settings have in common. */
final class PairedTests {
  /** Wilcoxon's exact law is summed over 2^n signs, so only up to here. */
  private static final int EXACT = 12;

  /** Values of one setting by seed. */
  record Sample(Map<String, String> settings, SortedMap<Long, Double> bySeed) {}

  private PairedTests() {}

  /** All given pairs, corrected together. */
  static List<Comparison> compare(List<List<Sample>> pairs) {
    List<Comparison> single =
        pairs.stream().map(pair -> compare(pair.get(0), pair.get(1))).toList();
    double[] t = Holm.corrected(single.stream().mapToDouble(Comparison::t).toArray());
    double[] w = Holm.corrected(single.stream().mapToDouble(Comparison::wilcoxon).toArray());
    List<Comparison> corrected = new ArrayList<>();
    for (int i = 0; i < t.length; i++) {
      Comparison c = single.get(i);
      corrected.add(
          new Comparison(
              c.first(), c.second(), c.pairs(), c.difference(), c.t(), t[i], c.wilcoxon(), w[i]));
    }
    return corrected;
  }

  private static Comparison compare(Sample first, Sample second) {
    SortedMap<Long, Double> common = new TreeMap<>(first.bySeed());
    common.keySet().retainAll(second.bySeed().keySet());
    double[] x = common.values().stream().mapToDouble(v -> v).toArray();
    double[] y = common.keySet().stream().mapToDouble(second.bySeed()::get).toArray();
    double[] d = new double[x.length];
    Arrays.setAll(d, i -> x[i] - y[i]);
    double t = t(x, y, d);
    double w = wilcoxon(d);
    double mean = Arrays.stream(d).average().orElse(Double.NaN);
    return new Comparison(first.settings(), second.settings(), d.length, mean, t, t, w, w);
  }

  private static double t(double[] x, double[] y, double[] d) {
    if (d.length < 2) return Double.NaN;
    boolean constant = Arrays.stream(d).allMatch(v -> v == d[0]);
    if (constant) return d[0] == 0 ? 1 : 0;
    return new TTest().pairedTTest(x, y);
  }

  /** Differences of 0 say nothing about a sign and are left out, as Wilcoxon did. */
  private static double wilcoxon(double[] d) {
    if (d.length < 2) return Double.NaN;
    double[] signed = Arrays.stream(d).filter(v -> v != 0).toArray();
    if (signed.length == 0) return 1;
    double[] zeros = new double[signed.length];
    double p =
        new WilcoxonSignedRankTest().wilcoxonSignedRankTest(signed, zeros, signed.length <= EXACT);
    return Math.min(1, p);
  }
}
