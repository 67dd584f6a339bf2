package org.espalier.runtime.view;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.plot.LearningCurves;

/** Learning curves from what training measured. */
public final class TrainingCurves {
  private static final String LOSS = "loss";
  private static final String ACCURACY = "accuracy";

  private TrainingCurves() {}

  /**
   * The curves of one call of {@code fit}.
   *
   * @throws IllegalArgumentException when it ran no epoch
   */
  public static LearningCurves of(History history) {
    List<Map<String, Double>> metrics = history.epochs().stream().map(Epoch::metrics).toList();
    return of(history.epochs().stream().mapToDouble(Epoch::number).toArray(), metrics);
  }

  /**
   * The curves of all epochs since a model began.
   *
   * @param epochs metrics by name, from the first epoch, as a snapshot's progress holds them
   * @throws IllegalArgumentException when there is none
   */
  public static LearningCurves of(List<Map<String, Double>> epochs) {
    return of(IntStream.rangeClosed(1, epochs.size()).asDoubleStream().toArray(), epochs);
  }

  private static LearningCurves of(double[] numbers, List<Map<String, Double>> epochs) {
    LearningCurves curves =
        LearningCurves.of(
            numbers,
            series(epochs, LOSS),
            series(epochs, Epoch.VALIDATION + LOSS),
            series(epochs, ACCURACY),
            series(epochs, Epoch.VALIDATION + ACCURACY));
    return curves.hasAccuracy() ? curves : curves.withLossLabel("loss (unit of the training)");
  }

  private static double[] series(List<Map<String, Double>> epochs, String metric) {
    boolean measured = epochs.stream().anyMatch(m -> m.containsKey(metric));
    return measured
        ? epochs.stream().mapToDouble(m -> m.getOrDefault(metric, Double.NaN)).toArray()
        : null;
  }
}
