package org.espalier.dsl.structure;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Magnitude pruning in rounds, fast at first and slower towards the end: after round k = 0, 1, …
 * the density is final + (initial − final) · (1 − k / rounds)³, and from k = rounds on the final
 * one. Source: Zhu and Gupta, arXiv:1710.01878, who let the first run (k = 0) keep everything.
 *
 * @param initialDensity kept / total in each parameter in the first run, in (0, 1]
 * @param finalDensity in the end, in (0, 1]
 * @param rounds runs after the first until the end, ≥ 1
 * @param pattern which of the connections that layers declare, below the network
 */
public record GradualPruning(double initialDensity, double finalDensity, int rounds, String pattern)
    implements StructurePass {
  public GradualPruning {
    Check.density("initialDensity", initialDensity);
    Check.density("finalDensity", finalDensity);
    Check.positive("rounds", rounds);
  }

  /** From all links of every kernel. */
  public GradualPruning(double finalDensity, int rounds) {
    this(1, finalDensity, rounds, "**/kernel");
  }

  /** The density after a run, which is counted from 0. */
  public double density(long round) {
    double left = 1 - Math.min(1, round / (double) rounds);
    return finalDensity + (initialDensity - finalDensity) * left * left * left;
  }

  @Override
  public void check(Snapshot start) {
    Targets.matching(start, pattern);
  }

  /**
   * What to drop.
   *
   * @throws org.espalier.dsl.error.EspalierException when the pattern names no connections
   */
  @Override
  public Plan plan(Snapshot snapshot, Evidence evidence) {
    return new MagnitudePruning(density(evidence.round()), pattern).plan(snapshot, evidence);
  }
}
