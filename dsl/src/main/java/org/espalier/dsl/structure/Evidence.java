package org.espalier.dsl.structure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Tensor;

/**
 * What a pass may look at besides the snapshot; the runtime gathers what the pass asks for.
 *
 * @param values by what was asked for: {@code gradient:lenet/fc1/kernel}, {@code tap:conv1}
 * @param seed of the training; draw through {@link #random}
 * @param round how many times this pass ran before
 */
public record Evidence(Map<String, Tensor> values, long seed, long round) {
  public Evidence {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Nothing gathered. */
  public static Evidence none(long seed, long round) {
    return new Evidence(Map.of(), seed, round);
  }

  /** A random source of this round and purpose. */
  public RandomSource random(String purpose) {
    return RandomSource.of(seed, purpose, "pass/" + round);
  }
}
