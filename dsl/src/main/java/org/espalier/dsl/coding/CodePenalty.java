package org.espalier.dsl.coding;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;

/**
 * What makes codes sparse: Ω of the objective ½‖X − A·Dᵀ‖² + λ·Ω(A), with samples in the rows of A.
 * Which Ω the authors mean by "group" is open; the readings are types of this interface.
 */
public interface CodePenalty extends Described {
  /**
   * The proximal map: the codes nearest to the given ones, where distance is paid by threshold·Ω.
   *
   * @param codes [samples, atoms]
   * @param threshold a number ≥ 0, []
   */
  Expr shrink(Expr codes, Expr threshold);

  /** Ω, []. */
  Expr value(Expr codes);

  /** Atoms that are neighbours and share a norm; the number of atoms is a multiple of it. */
  default int groupSize() {
    return 1;
  }

  /**
   * Whether an atom that no sample uses is replaced by a sample; false where the penalty is meant
   * to make whole atoms vanish.
   */
  default boolean revivesAtoms() {
    return true;
  }
}
