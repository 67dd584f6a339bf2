package org.espalier.runtime.experiment;

import java.util.Map;

/**
 * Two settings over the seeds that gave a number for both.
 *
 * @param first settings of the one
 * @param second settings of the other
 * @param pairs seeds compared
 * @param difference mean of first minus second; NaN without pairs
 * @param t p-value of the paired t test, two-sided; NaN with fewer than two pairs
 * @param tHolm the same after Holm's correction over all comparisons made together
 * @param wilcoxon p-value of Wilcoxon's signed-rank test, two-sided, exact up to 12 differences
 *     other than 0; NaN with fewer than two pairs
 * @param wilcoxonHolm the same after Holm's correction
 */
public record Comparison(
    Map<String, String> first,
    Map<String, String> second,
    int pairs,
    double difference,
    double t,
    double tHolm,
    double wilcoxon,
    double wilcoxonHolm) {}
