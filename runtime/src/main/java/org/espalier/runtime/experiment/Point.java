package org.espalier.runtime.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;

/** One place in a grid: a value on every axis. */
public final class Point {
  private final Map<Axis<?>, String> labels;

  Point(Map<Axis<?>, String> labels) {
    this.labels = new LinkedHashMap<>(labels);
  }

  /**
   * The value on an axis.
   *
   * @throws EspalierException when the grid has no such axis
   */
  public <T> T get(Axis<T> axis) {
    String label = labels.get(axis);
    if (label == null) {
      throw new EspalierException(
          "the grid has no axis '"
              + axis.name()
              + "'; it has "
              + settings().keySet()
              + ": add it with axis(…)");
    }
    return axis.values().get(label);
  }

  /** Labels by the axes' names. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    labels.forEach((axis, label) -> settings.put(axis.name(), label));
    return Collections.unmodifiableMap(settings);
  }

  /** This place and a label on one more axis. */
  Point with(Axis<?> axis, String label) {
    Point more = new Point(labels);
    more.labels.put(axis, label);
    return more;
  }
}
