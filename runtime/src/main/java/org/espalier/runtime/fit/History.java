package org.espalier.runtime.fit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.espalier.dsl.error.EspalierException;

/**
 * What one call of {@code fit} did.
 *
 * @param epochs in order; empty when there was nothing left to do
 * @param stopped why it ended before its last epoch; empty when it did not
 */
public record History(List<Epoch> epochs, String stopped) {
  public History {
    epochs = List.copyOf(epochs);
  }

  /** The last epoch. */
  public Epoch last() {
    if (epochs.isEmpty()) throw new EspalierException("fit ran no epoch, so there is no last one");
    return epochs.get(epochs.size() - 1);
  }

  /** One metric over the epochs; NaN where it was not measured. */
  public double[] series(String metric) {
    return epochs.stream().mapToDouble(e -> e.metric(metric)).toArray();
  }

  @Override
  public String toString() {
    return epochs.stream().map(History::line).collect(Collectors.joining("\n"))
        + (stopped.isEmpty() ? "" : "\nstopped: " + stopped);
  }

  /** One epoch as a line of text. */
  public static String line(Epoch e) {
    String metrics =
        e.metrics().entrySet().stream()
            .map(m -> String.format(Locale.ROOT, "%s %.4f", m.getKey(), m.getValue()))
            .collect(Collectors.joining(" · "));
    return String.format(
        Locale.ROOT,
        "epoch %d · %s · %.1f s · %.1f steps/s",
        e.number(),
        metrics,
        e.seconds(),
        e.stepsPerSecond());
  }
}
