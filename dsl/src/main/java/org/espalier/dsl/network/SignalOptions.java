package org.espalier.dsl.network;

import org.espalier.dsl.reading.Moment;

/**
 * How a signal is followed through a network.
 *
 * @param input mean and variance of one entry of every input
 * @param training whether dropout drops and batch norm uses the batch
 * @param exact false for AutoInit's published scheme: every layer takes its inputs as normal and
 *     independent, and says its own rule where it has one; true for the moments of the expression
 *     as a whole, where only sums of many terms are taken as normal
 */
public record SignalOptions(Moment input, boolean training, boolean exact) {
  /** The published scheme while training, for inputs of mean 0 and variance 1. */
  public static final SignalOptions PUBLISHED = new SignalOptions(Moment.STANDARD, true, false);

  /** The same for other inputs. */
  public SignalOptions withInput(double mean, double variance) {
    return new SignalOptions(new Moment(mean, variance), training, exact);
  }

  /** The same by exact moments. */
  public SignalOptions exactly() {
    return new SignalOptions(input, training, true);
  }

  /** The same for a network that predicts. */
  public SignalOptions predicting() {
    return new SignalOptions(input, false, exact);
  }
}
