package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;

/**
 * γ·Σ over atoms and links of ‖D_link‖₂: each atom for itself uses few inputs.
 *
 * <p>The stronger, the more local: 0.02 suits small colour pictures, and leaves fewer links on
 * whitened digits (1.7 % of them) than most densities ask for, where 0.005 is enough.
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
