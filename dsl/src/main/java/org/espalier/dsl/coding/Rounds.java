package org.espalier.dsl.coding;

import org.espalier.dsl.error.Check;

/**
 * How long the search goes on.
 *
 * @param batch samples coded together, ≥ 1
 * @param passes over the data at most, ≥ 1
 * @param most rounds of FISTA a batch at most, ≥ 1
 * @param tolerance codes of a batch are done when ten rounds change them by less than this,
 *     relative to their size, in Frobenius norm; 0 for always {@code most} rounds
 * @param settled a layer is done when a pass lowers its objective by less than this, relatively; 0
 *     for always all passes
 */
public record Rounds(int batch, int passes, int most, double tolerance, double settled) {
  public Rounds {
    Check.positive("batch", batch);
    Check.positive("passes", passes);
    Check.positive("most", most);
    Check.notNegative("tolerance", tolerance);
    Check.notNegative("settled", settled);
  }

  /** Batches of 256, 10 passes, 100 rounds at most, settled at 1e-4. */
  public static Rounds standard() {
    return new Rounds(256, 10, 100, 0.05, 1e-4);
  }

  /** A copy with other passes over the data at most. */
  public Rounds withPasses(int most) {
    return new Rounds(batch, most, this.most, tolerance, settled);
  }

  /** Whether a pass that took the objective from {@code before} to {@code after} is the last. */
  public boolean isSettled(double before, double after) {
    return settled > 0 && before - after < settled * Math.abs(before);
  }
}
