package org.espalier.runtime.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Layer;

/**
 * One thing that an experiment varies.
 *
 * @param name {@code depth}
 * @param values by their label, in the order that tables show them; at least one
 * @param <T> what varies
 */
public record Axis<T>(String name, Map<String, T> values) {
  public Axis {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (name.isBlank() || values.isEmpty()) {
      throw new EspalierException("axis '" + name + "' needs a name and at least one value");
    }
  }

  /**
   * Values that label themselves: numbers and texts as they are, layers and activations by their
   * label, other described values by their JSON name.
   *
   * @throws EspalierException when two have one label
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Axis<T> of(String name, T... values) {
    Map<String, T> labelled = new LinkedHashMap<>();
    for (T value : values) {
      String label = label(value);
      if (labelled.put(label, value) != null) {
        throw new EspalierException(
            "axis '"
                + name
                + "' has two values '"
                + label
                + "'; name them yourself: new Axis<>(name, Map of label to value)");
      }
    }
    return new Axis<>(name, labelled);
  }

  private static String label(Object value) {
    if (value instanceof Layer layer) return layer.label();
    if (value instanceof Described) {
      return Json.standard().write(value).path("type").asText(value.toString());
    }
    return String.valueOf(value);
  }
}
