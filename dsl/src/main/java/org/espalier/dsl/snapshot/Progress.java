package org.espalier.dsl.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far training has come.
 *
 * @param epochs whole epochs done
 * @param steps steps driven
 * @param runs runs of phases that train; what random keys count with
 * @param history one map of numbers per epoch, each in the order it was given
 * @param passes the structure passes of the last epoch's training and when they run, a line each;
 *     empty where nobody wrote them down
 */
public record Progress(
    long epochs,
    long steps,
    long runs,
    List<Map<String, Double>> history,
    Optional<List<String>> passes) {
  /** Nothing done yet. */
  public static final Progress NONE = new Progress(0, 0, 0, List.of());

  public Progress {
    List<Map<String, Double>> copy = new ArrayList<>();
    for (Map<String, Double> epoch : history) {
      copy.add(Collections.unmodifiableMap(new LinkedHashMap<>(epoch)));
    }
    history = Collections.unmodifiableList(copy);
    passes = passes.map(List::copyOf);
  }

  /** Without a word of passes. */
  public Progress(long epochs, long steps, long runs, List<Map<String, Double>> history) {
    this(epochs, steps, runs, history, Optional.empty());
  }

  /** The same epochs at other counts. */
  public Progress at(long steps, long runs) {
    return steps == this.steps && runs == this.runs
        ? this
        : new Progress(epochs, steps, runs, history, passes);
  }
}
