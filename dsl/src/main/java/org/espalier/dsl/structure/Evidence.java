package org.espalier.dsl.structure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.step.StepGraph;
import org.espalier.dsl.tensor.Tensor;

/**
 * What a pass may look at besides the snapshot; the runtime gathers what the pass asks for.
 *
 * @param values by what was asked for: {@link #gradient}, {@link #effectiveGradient}, {@code
 *     tap:conv1}
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

  /** The name of the gradient of a stored weight. */
  public static String gradient(String path) {
    return StepGraph.GRADIENT + path;
  }

  /**
   * The name of the gradient of the weight as its layer uses it, behind mask and other
   * parametrizations; so it is there for absent links, too.
   */
  public static String effectiveGradient(String path) {
    return StepGraph.EFFECTIVE_GRADIENT + path;
  }

  /**
   * What was gathered under a name.
   *
   * @throws EspalierException listing what there is
   */
  public Tensor value(String name) {
    Tensor value = values.get(name);
    if (value != null) return value;
    throw new EspalierException(
        "the plan needs '"
            + name
            + "', and the evidence has only "
            + values.keySet()
            + "; let fit run the pass, which gathers what it wants, or give it in an Evidence");
  }

  /** A random source of this round and purpose. */
  public RandomSource random(String purpose) {
    return RandomSource.of(seed, purpose, "pass/" + round);
  }
}
