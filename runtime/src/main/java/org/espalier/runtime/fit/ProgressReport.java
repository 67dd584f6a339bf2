package org.espalier.runtime.fit;

import org.espalier.dsl.structure.Plan;

/**
 * Shows how far {@code fit} is, on the thread that trains. All methods do nothing; what they throw
 * ends the training. {@link Displays} says which one is taken.
 */
public interface ProgressReport {
  /**
   * An epoch begins.
   *
   * @param epoch its number, from 1
   * @param last the number of the last one
   * @param steps it has
   */
  default void start(long epoch, long last, int steps) {}

  /**
   * So many of its steps are done.
   *
   * @param done from 1
   * @param loss of the last one; NaN where there is none
   */
  default void step(int done, double loss) {}

  /** It is over, validation, passes and checkpoint included. */
  default void epoch(Epoch epoch) {}

  /** A pass is about to change the network. */
  default void plan(Plan plan) {}

  /** Something about the model that is probably not meant. */
  default void warning(String line) {}

  /** The epoch ends in an error, which {@code fit} is about to throw. */
  default void abandon() {}

  /** Training is over. */
  default void end(History history) {}
}
