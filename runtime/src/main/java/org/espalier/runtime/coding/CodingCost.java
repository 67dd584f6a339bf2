package org.espalier.runtime.coding;

/**
 * What learning a layer cost.
 *
 * @param batches coded
 * @param batch samples in each
 * @param rounds of FISTA, over all batches
 * @param inputs of the layer
 * @param units of the layer
 * @param codingSeconds reading, coding, statistics and the step of FISTA
 * @param sweepSeconds moving the atoms
 */
public record CodingCost(
    long batches,
    int batch,
    long rounds,
    int inputs,
    int units,
    double codingSeconds,
    double sweepSeconds) {
  /** Share of the time that went into moving the atoms. */
  public double sweepShare() {
    return sweepSeconds / (sweepSeconds + codingSeconds);
  }

  /** Floating-point operations of FISTA's matrix products alone. */
  public double fistaOperations() {
    double each = units <= 2L * inputs ? 2.0 * units * units : 4.0 * units * inputs;
    return each * batch * rounds;
  }
}
