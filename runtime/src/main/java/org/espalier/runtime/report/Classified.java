package org.espalier.runtime.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.plot.ConfusionMatrix;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Predictions;
import org.espalier.runtime.view.Samples;
import org.espalier.runtime.view.Viewable;
import org.espalier.runtime.view.Views;

/** What a classifier takes the examples of a data set for. Immutable; it holds no native memory. */
public final class Classified implements Viewable {
  private static final int SHOWN = 16;

  private final Dataset data;
  private final int[] truth;
  private final int[] predicted;
  private final float[] confidence;

  private Classified(Dataset data, int[] truth, float[][] probabilities) {
    this.data = data;
    this.truth = truth;
    this.predicted = new int[truth.length];
    this.confidence = new float[truth.length];
    for (int i = 0; i < truth.length; i++) {
      predicted[i] = largest(probabilities[i]);
      confidence[i] = Math.min(1, Math.max(0, probabilities[i][predicted[i]]));
    }
  }

  /**
   * Asks a model for the class of every example.
   *
   * @param data examples with class ids
   * @throws EspalierException when the targets are no class ids, or the data do not fit the model
   */
  public static Classified of(Model model, Dataset data) {
    if (data.classes().isEmpty()) {
      throw new EspalierException(
          "data set '"
              + data.name()
              + "' has no class ids, so there is nothing to compare predicted classes with");
    }
    return new Classified(data, data.labels(), model.predict(data));
  }

  /** True class of each row. */
  public int[] truth() {
    return truth.clone();
  }

  /** Predicted class of each row: the most probable one, the first of equal ones. */
  public int[] predicted() {
    return predicted.clone();
  }

  /** Probability given to the predicted class, in [0, 1]. */
  public float[] confidence() {
    return confidence.clone();
  }

  /** Share of rows whose class was found, in [0, 1]. */
  public double accuracy() {
    return confusion().accuracy();
  }

  /** How often each class was taken for each. */
  public ConfusionMatrix confusion() {
    return ConfusionMatrix.of(truth, predicted, data.classes().getAsInt());
  }

  /** Rows whose class was not found, the most confident mistake first. */
  public int[] mistakes() {
    return IntStream.range(0, truth.length)
        .filter(i -> truth[i] != predicted[i])
        .boxed()
        .sorted(Comparator.comparing(i -> -confidence[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** Rows whose class was found, in order. */
  public int[] hits() {
    return IntStream.range(0, truth.length).filter(i -> truth[i] == predicted[i]).toArray();
  }

  /**
   * Images with what they were taken for; mistakes are framed.
   *
   * @param rows at least one
   * @throws EspalierException when the data set holds no grey images
   */
  public Plot plot(int... rows) {
    float[] shown = new float[rows.length];
    for (int i = 0; i < rows.length; i++) shown[i] = confidence[rows[i]];
    return Predictions.plot(
        Samples.grey(data, rows),
        IntStream.of(rows).map(i -> truth[i]).toArray(),
        IntStream.of(rows).map(i -> predicted[i]).toArray(),
        shown);
  }

  /** The confusion matrix, then the most confident mistakes where they are images. */
  @Override
  public String html() {
    int[] worst = IntStream.of(mistakes()).limit(SHOWN).toArray();
    String matrix = Views.html(confusion()).orElseThrow();
    boolean pictures = worst.length > 0 && Samples.areGrey(data);
    return pictures ? matrix + Views.html(plot(worst)).orElseThrow() : matrix;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d of %d examples of '%s' right (%.2f %%)",
        hits().length,
        truth.length,
        data.name(),
        100 * accuracy());
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    return best;
  }
}
