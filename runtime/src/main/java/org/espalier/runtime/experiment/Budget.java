package org.espalier.runtime.experiment;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.espalier.dsl.error.Check;

/**
 * How long a trial trains: until the first of its limits. A trial limited by seconds depends on the
 * machine and on what runs beside it; one limited by epochs does not.
 *
 * @param epochs whole epochs; with 0 nothing is trained, and measures look at the start
 * @param seconds of wall-clock time spent in training, &gt; 0; the trial ends after the epoch that
 *     reaches them
 */
public record Budget(OptionalInt epochs, OptionalDouble seconds) {
  public Budget {
    Check.that(
        epochs.isPresent() || seconds.isPresent(),
        "a budget needs a limit: Budget.epochs(3) or Budget.seconds(60)");
    epochs.ifPresent(n -> Check.notNegative("epochs", n));
    seconds.ifPresent(s -> Check.positive("seconds", Check.finite("seconds", s)));
  }

  /** So many epochs. */
  public static Budget epochs(int epochs) {
    return new Budget(OptionalInt.of(epochs), OptionalDouble.empty());
  }

  /** So many seconds of training. */
  public static Budget seconds(double seconds) {
    return new Budget(OptionalInt.empty(), OptionalDouble.of(seconds));
  }

  /** The same with a limit of seconds beside. */
  public Budget within(double most) {
    return new Budget(epochs, OptionalDouble.of(most));
  }

  @Override
  public String toString() {
    String limits = epochs.isPresent() ? epochs.getAsInt() + " epochs" : "";
    if (seconds.isEmpty()) return limits;
    return (limits.isEmpty() ? "" : limits + " or ") + seconds.getAsDouble() + " s";
  }
}
