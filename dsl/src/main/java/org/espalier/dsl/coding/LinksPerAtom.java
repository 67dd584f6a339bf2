package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;

/**
 * γ·Σ over atoms and links of ‖D_link‖₂: each atom for itself uses few inputs.
 *
 * <p>The stronger, the more local, and the fewer links are left to choose from: 0.02 leaves 1.6 %
 * of them on digits and 1.9 % on small colour pictures, where 0.005 leaves the 8 % that were asked
 * for; docs/experiments.md has what that does to classifiers.
 *
 * @param strength γ, ≥ 0; 0 lets every atom use every input
 */
public record LinksPerAtom(double strength) implements LinkPenalty {
  public LinksPerAtom {
    Check.notNegative("strength", strength);
  }

  @Override
  public void shrink(double[] atom, int groupSize, double weight) {
    if (strength == 0) return;
    for (int from = 0; from < atom.length; from += groupSize) {
      double kept = Shrink.factor(norm(atom, from, groupSize), strength * weight);
      for (int i = from; i < from + groupSize; i++) atom[i] *= kept;
    }
  }

  @Override
  public double value(double[][] atoms, int groupSize) {
    double sum = 0;
    for (double[] atom : atoms) {
      for (int from = 0; from < atom.length; from += groupSize) sum += norm(atom, from, groupSize);
    }
    return strength * sum;
  }

  private static double norm(double[] atom, int from, int size) {
    if (size == 1) return Math.abs(atom[from]);
    double square = 0;
    for (int i = from; i < from + size; i++) square += atom[i] * atom[i];
    return Math.sqrt(square);
  }
}
