package org.espalier.runtime.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loss and accuracy over the epochs of a training run. Values missing in some epochs are NaN; a
 * validation array that is null or empty leaves its curve out. Immutable.
 */
public final class LearningCurves {
  private final double[] epochs;
  private final double[] trainLoss;
  private final double[] validationLoss;
  private final double[] trainAccuracy;
  private final double[] validationAccuracy;
  private final String lossLabel;

  private LearningCurves(double[][] columns, String lossLabel) {
    this.epochs = columns[0];
    this.trainLoss = columns[1];
    this.validationLoss = columns[2];
    this.trainAccuracy = columns[3];
    this.validationAccuracy = columns[4];
    this.lossLabel = lossLabel;
  }

  /**
   * The curves of a run; the loss is labelled as a cross-entropy in nats.
   *
   * @param epochs the epoch after which each value was taken, 1 for the first
   * @param trainAccuracy shares in [0, 1]; null or empty where there is no accuracy
   * @throws IllegalArgumentException if a length differs from that of {@code epochs}, there is no
   *     epoch, a value is infinite, or an accuracy lies outside [0, 1]
   */
  public static LearningCurves of(
      double[] epochs,
      double[] trainLoss,
      double[] validationLoss,
      double[] trainAccuracy,
      double[] validationAccuracy) {
    if (epochs.length == 0) {
      throw new IllegalArgumentException("learning curves are empty: train at least one epoch");
    }
    double[][] columns = {
      epochs.clone(),
      column("trainLoss", trainLoss, epochs.length),
      column("validationLoss", validationLoss, epochs.length),
      shares("trainAccuracy", trainAccuracy, epochs.length),
      shares("validationAccuracy", validationAccuracy, epochs.length)
    };
    return new LearningCurves(columns, "cross-entropy loss (nats)");
  }

  /** As {@link #of(double[], double[], double[], double[], double[])} with epochs as integers. */
  public static LearningCurves of(
      int[] epochs,
      double[] trainLoss,
      double[] validationLoss,
      double[] trainAccuracy,
      double[] validationAccuracy) {
    double[] places = Arrays.stream(epochs).asDoubleStream().toArray();
    return of(places, trainLoss, validationLoss, trainAccuracy, validationAccuracy);
  }

  /** The same curves with another name and unit of the loss, such as "squared error (m²)". */
  public LearningCurves withLossLabel(String label) {
    Checks.label("lossLabel", label, "squared error (m²)");
    return new LearningCurves(
        new double[][] {epochs, trainLoss, validationLoss, trainAccuracy, validationAccuracy},
        label);
  }

  /** Loss against epoch. */
  public Plot loss() {
    return Plots.curves("Loss by epoch", "epoch", lossLabel, series(trainLoss, validationLoss, 1));
  }

  /**
   * Accuracy in per cent against epoch.
   *
   * @throws IllegalStateException if the run has no accuracy
   */
  public Plot accuracy() {
    if (!hasAccuracy()) {
      throw new IllegalStateException("these learning curves hold no accuracy; draw loss() only");
    }
    return Plots.curves(
        "Accuracy by epoch",
        "epoch",
        "accuracy (%)",
        series(trainAccuracy, validationAccuracy, 100));
  }

  /** Whether there is an accuracy to draw. */
  public boolean hasAccuracy() {
    return trainAccuracy.length + validationAccuracy.length > 0;
  }

  /** Loss and, where there is one, accuracy. */
  public List<Plot> plots() {
    return hasAccuracy() ? List.of(loss(), accuracy()) : List.of(loss());
  }

  private List<Series> series(double[] train, double[] validation, double scale) {
    List<Series> series = new ArrayList<>();
    if (train.length > 0) {
      series.add(Series.line("training", epochs, times(train, scale)));
    }
    if (validation.length > 0) {
      series.add(Series.dashed("validation", epochs, times(validation, scale)));
    }
    return series;
  }

  private static double[] times(double[] values, double scale) {
    return Arrays.stream(values).map(v -> v * scale).toArray();
  }

  private static double[] column(String name, double[] values, int length) {
    if (values == null || values.length == 0) {
      return new double[0];
    }
    Checks.sameLength("learning curves", "epochs", length, name, values.length);
    Checks.finite("learning curves", name, values, true);
    return values.clone();
  }

  private static double[] shares(String name, double[] values, int length) {
    double[] shares = column(name, values, length);
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] < 0 || shares[i] > 1) {
        throw new IllegalArgumentException(
            "learning curves: "
                + name
                + "["
                + i
                + "] is "
                + shares[i]
                + ", an accuracy is a share in [0, 1]");
      }
    }
    return shares;
  }
}
