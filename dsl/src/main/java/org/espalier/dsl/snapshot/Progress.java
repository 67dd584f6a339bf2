package org.espalier.dsl.snapshot;

import java.util.List;
import java.util.Map;

/**
 * How far training has come.
 *
 * @param epochs whole epochs done
 * @param steps steps driven
 * @param runs runs of phases that train; what random keys count with
 * @param history one map of numbers per epoch
 */
public record Progress(long epochs, long steps, long runs, List<Map<String, Double>> history) {
  /** Nothing done yet. */
  public static final Progress NONE = new Progress(0, 0, 0, List.of());

  public Progress {
    history = history.stream().map(Map::copyOf).toList();
  }
}
