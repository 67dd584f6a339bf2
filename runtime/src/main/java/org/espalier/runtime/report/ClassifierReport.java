package org.espalier.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.ActivationCurve;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.layer.Activated;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.plot.ConfusionMatrix;
import org.espalier.runtime.plot.Curve;
import org.espalier.runtime.plot.Filters;
import org.espalier.runtime.plot.LearningCurves;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Predictions;

/**
 * A trained classifier on one page: how well it does, its layers, learning curves, confusion
 * matrix, sample predictions, first filters, activation, provenance. Parts that a network or data
 * set has not (epochs, images, convolutions) are left out.
 */
public final class ClassifierReport {
  private static final int RIGHT = 16;
  private static final int WRONG = 16;
  private static final int POINTS = 161;
  private static final double REACH = 4;

  private final Model model;
  private final Dataset test;
  private final Snapshot snapshot;
  private final int[] truth;
  private final int[] predicted;
  private final float[] confidence;

  private ClassifierReport(Model model, Dataset test) {
    this.model = model;
    this.test = test;
    this.snapshot = model.snapshot();
    this.truth = test.labels();
    this.predicted = new int[truth.length];
    this.confidence = new float[truth.length];
    float[][] probabilities = model.predict(test);
    for (int i = 0; i < truth.length; i++) {
      predicted[i] = largest(probabilities[i]);
      confidence[i] = Math.min(1, Math.max(0, probabilities[i][predicted[i]]));
    }
  }

  /**
   * Looks at a model that has been trained.
   *
   * @param title of the page
   * @param test examples with class ids, which the model has not been trained on
   * @throws EspalierException when the targets are no class ids
   */
  public static HtmlReport of(String title, Model model, Dataset test) {
    if (test.classes().isEmpty()) {
      throw new EspalierException(
          "data set '"
              + test.name()
              + "' has no class ids, so there is no classifier to report on");
    }
    return new ClassifierReport(model, test).page(title);
  }

  private HtmlReport page(String title) {
    HtmlReport.Builder page = HtmlReport.titled(title);
    ConfusionMatrix matrix = ConfusionMatrix.of(truth, predicted, test.classes().getAsInt());
    page.lead(
        String.format(
            Locale.ROOT,
            "Network '%s' is right on %.2f %% of the %d examples of '%s' after %d epochs.",
            snapshot.network().name(),
            100 * matrix.accuracy(),
            truth.length,
            test.name(),
            snapshot.progress().epochs()));
    page.section("Network")
        .preformatted("summary of the network", snapshot.network().summary().toString());
    if (!snapshot.progress().history().isEmpty()) {
      page.section("Learning curves").plots(curves().plots());
    }
    page.section("Confusion matrix").plots(matrix.plot());
    images().ifPresent(plot -> page.section("Sample predictions").plots(plot));
    filters().ifPresent(plot -> page.section("First-layer filters").plots(plot));
    activation().ifPresent(plot -> page.section("Activation").plots(plot));
    Map<String, Object> facts = new LinkedHashMap<>(snapshot.provenance());
    facts.put("weights SHA-256", snapshot.weightsSha256());
    page.section("Provenance").facts(facts);
    return page.build();
  }

  private LearningCurves curves() {
    List<Map<String, Double>> history = snapshot.progress().history();
    double[] epochs = IntStream.rangeClosed(1, history.size()).asDoubleStream().toArray();
    return LearningCurves.of(
        epochs,
        series(history, "loss"),
        series(history, Epoch.VALIDATION + "loss"),
        series(history, "accuracy"),
        series(history, Epoch.VALIDATION + "accuracy"));
  }

  private static double[] series(List<Map<String, Double>> history, String metric) {
    boolean measured = history.stream().anyMatch(m -> m.containsKey(metric));
    return measured
        ? history.stream().mapToDouble(m -> m.getOrDefault(metric, Double.NaN)).toArray()
        : null;
  }

  /** The first mistakes, then the first right answers. */
  private Optional<Plot> images() {
    long[] shape = test.inputs().size() == 1 ? test.inputShape() : new long[0];
    boolean grey = shape.length == 2 || (shape.length == 3 && shape[2] == 1);
    if (!grey) return Optional.empty();
    List<Integer> shown = new ArrayList<>();
    IntStream.range(0, truth.length)
        .filter(i -> truth[i] != predicted[i])
        .limit(WRONG)
        .forEach(shown::add);
    IntStream.range(0, truth.length)
        .filter(i -> truth[i] == predicted[i])
        .limit(RIGHT)
        .forEach(shown::add);
    int[] rows = shown.stream().mapToInt(i -> i).toArray();
    float[] confidences = new float[rows.length];
    for (int i = 0; i < rows.length; i++) confidences[i] = confidence[rows[i]];
    return Optional.of(
        Predictions.plot(
            pixels(rows, (int) shape[0], (int) shape[1]),
            IntStream.of(rows).map(i -> truth[i]).toArray(),
            IntStream.of(rows).map(i -> predicted[i]).toArray(),
            confidences));
  }

  private float[][][] pixels(int[] rows, int height, int width) {
    float[] flat = new float[rows.length * height * width];
    test.gatherInputs(rows, 0, rows.length, flat, 0);
    float[][][] images = new float[rows.length][height][width];
    for (int i = 0; i < rows.length; i++) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(flat, (i * height + y) * width, images[i][y], 0, width);
      }
    }
    return images;
  }

  private Optional<Plot> filters() {
    return snapshot.network().steps().stream()
        .filter(s -> s.layer() instanceof Conv2d)
        .findFirst()
        .flatMap(this::filters);
  }

  private Optional<Plot> filters(Step step) {
    String path = snapshot.network().name() + "/" + step.weights();
    Tensor kernel = snapshot.arrays().get(path + "/kernel");
    if (kernel == null || kernel.dims()[3] > Filters.MOST) return Optional.empty();
    long[] d = kernel.dims();
    return Optional.of(
        Filters.plot(
            "Filters of " + path,
            kernel.toFloats(),
            (int) d[0],
            (int) d[1],
            (int) d[2],
            (int) d[3]));
  }

  private Optional<Plot> activation() {
    return snapshot.network().steps().stream()
        .map(Step::layer)
        .map(l -> l instanceof Activated a ? a.activation() : l)
        .filter(l -> l instanceof Activation && !(l instanceof Linear))
        .findFirst()
        .map(l -> curve((Activation) l));
  }

  private static Plot curve(Activation activation) {
    double[] x =
        IntStream.range(0, POINTS).mapToDouble(i -> REACH * (2.0 * i / (POINTS - 1) - 1)).toArray();
    ActivationCurve curve = ActivationCurve.of(activation, x);
    return Curve.plot(activation.baseName(), x, curve.y(), curve.dydx());
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    return best;
  }
}
