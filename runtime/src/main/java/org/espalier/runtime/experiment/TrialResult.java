package org.espalier.runtime.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.json.Described;

/**
 * What a trial gave.
 *
 * @param trial its id
 * @param settings of the trial
 * @param seed of the trial
 * @param metrics after training, by name: {@code accuracy} and {@code loss} on the test examples,
 *     {@code train/…} of the last epoch, {@code first/…} on the test examples after the first
 *     epoch, what the measures say, {@code start/…} what they said before training, and {@code
 *     epoch/3/…} what those of every epoch said after the third; empty when it failed
 * @param epochs trained
 * @param steps trained
 * @param seconds of wall-clock time, building and evaluation included
 * @param weightsSha256 of the weights it ended with; empty when it failed
 * @param failure why it ended without a number; empty when it did not
 */
public record TrialResult(
    String trial,
    Map<String, String> settings,
    long seed,
    Map<String, Double> metrics,
    long epochs,
    long steps,
    double seconds,
    Optional<String> weightsSha256,
    Optional<String> failure)
    implements Described {
  public TrialResult {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** A trial that met a loss or a weight that is no number. */
  static TrialResult failed(Trial trial, String id, double seconds, String reason) {
    return new TrialResult(
        id,
        trial.settings(),
        trial.seed(),
        Map.of(),
        0,
        0,
        seconds,
        Optional.empty(),
        Optional.of(reason));
  }

  /** One metric; NaN when it was not measured. */
  public double metric(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
