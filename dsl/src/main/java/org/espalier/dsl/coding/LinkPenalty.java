package org.espalier.dsl.coding;

import org.espalier.dsl.json.Described;

/**
 * What makes atoms use few inputs: Ψ of the objective. Inputs come in groups of neighbours (the
 * channels of a pixel, the units of a pooling set), which count as one link.
 */
public interface LinkPenalty extends Described {
  /** Its weight γ in the objective, ≥ 0. */
  double strength();

  /**
   * Shrinks one atom, in place.
   *
   * @param atom [inputs]
   * @param groupSize inputs that are one link
   * @param weight one over how much the atom is used, &gt; 0
   */
  void shrink(double[] atom, int groupSize, double weight);

  /**
   * Shrinks all atoms together after each of them was updated; nothing unless a penalty couples
   * them.
   *
   * @param atoms [atoms][inputs]
   * @param weight one over how much an atom is used on average
   * @return whether it couples them, so that they may have changed
   */
  default boolean shrinkAll(double[][] atoms, int groupSize, double weight) {
    return false;
  }

  /** γ·Ψ. */
  double value(double[][] atoms, int groupSize);
}
