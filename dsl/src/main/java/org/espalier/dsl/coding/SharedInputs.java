package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;

/**
 * γ·Σ over links of ‖D_link,:‖_F: an input is used by many atoms or by none (feature selection).
 *
 * @param strength γ, ≥ 0
 */
public record SharedInputs(double strength) implements LinkPenalty {
  public SharedInputs {
    Check.notNegative("strength", strength);
  }

  @Override
  public void shrink(double[] atom, int groupSize, double weight) {}

  @Override
  public boolean shrinkAll(double[][] atoms, int groupSize, double weight) {
    int inputs = atoms[0].length;
    for (int from = 0; from < inputs; from += groupSize) {
      double kept = Shrink.factor(norm(atoms, from, groupSize), strength * weight);
      for (double[] atom : atoms) for (int i = from; i < from + groupSize; i++) atom[i] *= kept;
    }
    return true;
  }

  @Override
  public double value(double[][] atoms, int groupSize) {
    double sum = 0;
    for (int from = 0; from < atoms[0].length; from += groupSize) {
      sum += norm(atoms, from, groupSize);
    }
    return strength * sum;
  }

  private static double norm(double[][] atoms, int from, int size) {
    double square = 0;
    for (double[] atom : atoms) {
      for (int i = from; i < from + size; i++) square += atom[i] * atom[i];
    }
    return Math.sqrt(square);
  }
}
