package org.espalier.runtime.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One epoch of training.
 *
 * @param number from 1
 * @param metrics means over the epoch's examples by name; those of validation begin with {@code
 *     validation/}, those measured again after a structure pass with {@code afterPass/}
 * @param seconds wall-clock time of training alone
 * @param stepsPerSecond steps over those seconds
 */
public record Epoch(
    long number, Map<String, Double> metrics, double seconds, double stepsPerSecond) {
  /** What the names of validation metrics begin with. */
  public static final String VALIDATION = "validation/";

  /** What the names of metrics after a structure pass begin with. */
  public static final String AFTER_PASS = "afterPass/";

  public Epoch {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** One metric; NaN when it was not measured. */
  public double metric(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }
}
