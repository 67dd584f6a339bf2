package org.espalier.runtime.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.json.Described;

/**
 * What two networks of one setting have between them.
 *
 * @param settings of both
 * @param first seed of the one
 * @param second seed of the other
 * @param numbers by name, as the experiment's {@link Between} say
 */
public record PairResult(
    Map<String, String> settings, long first, long second, Map<String, Double> numbers)
    implements Described {
  public PairResult {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }
}
