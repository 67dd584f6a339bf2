package org.espalier.runtime.topology;

import org.espalier.dsl.topology.Wiring;

/**
 * How a network was wired at one moment of a training.
 *
 * @param run which training: {@code seed 1}
 * @param epoch epochs done
 * @param wiring as it was then
 */
public record Stage(String run, long epoch, Wiring wiring) {
  /** {@code seed 1, epoch 3}. */
  @Override
  public String toString() {
    return run + ", epoch " + epoch;
  }
}
