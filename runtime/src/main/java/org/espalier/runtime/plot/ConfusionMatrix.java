package org.espalier.runtime.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often each true class was taken for each class.
 *
 * @param counts [true class][predicted class], all ≥ 0; copied in and out
 * @param classNames one for each class
 */
public record ConfusionMatrix(int[][] counts, List<String> classNames) {
  /** Checks that the matrix is square, fits the names and holds no negative count. */
  public ConfusionMatrix {
    if (counts.length == 0) {
      throw new IllegalArgumentException("confusion matrix is empty: give at least one class");
    }
    classNames = List.copyOf(classNames);
    Checks.sameLength("confusion matrix", "counts", counts.length, "classNames", classNames.size());
    counts = copy(counts);
    for (int t = 0; t < counts.length; t++) {
      if (counts[t].length != counts.length) {
        throw new IllegalArgumentException(
            "confusion matrix of "
                + counts.length
                + " classes has "
                + counts[t].length
                + " counts in row "
                + t);
      }
      for (int p = 0; p < counts.length; p++) {
        if (counts[t][p] < 0) {
          throw new IllegalArgumentException(
              "confusion matrix: counts[" + t + "][" + p + "] is " + counts[t][p]);
        }
      }
    }
  }

  /**
   * Counts predictions; classes are named by their numbers.
   *
   * @param truth true class of each sample, in [0, classes)
   * @param predicted predicted class of each sample, in [0, classes)
   * @throws IllegalArgumentException if the lengths differ, there is no sample, or a class is out
   *     of range
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    Checks.sameLength("confusion matrix", "truth", truth.length, "predicted", predicted.length);
    if (truth.length == 0 || classes < 1) {
      throw new IllegalArgumentException(
          "confusion matrix needs samples and classes, got "
              + truth.length
              + " samples and "
              + classes
              + " classes");
    }
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      inRange("truth", truth[i], i, classes);
      inRange("predicted", predicted[i], i, classes);
      counts[truth[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(
        counts, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /** The same counts under other names. */
  public ConfusionMatrix withClassNames(List<String> names) {
    return new ConfusionMatrix(counts, names);
  }

  @Override
  public int[][] counts() {
    return copy(counts);
  }

  /** Number of samples counted. */
  public long total() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
  }

  /** Share of samples on the diagonal, in [0, 1]; NaN without samples. */
  public double accuracy() {
    long right = IntStream.range(0, counts.length).mapToLong(c -> counts[c][c]).sum();
    return right / (double) total();
  }

  /** Of the samples of a class, the share found, in [0, 1]; NaN where the class has none. */
  public double recall(int label) {
    return counts[label][label] / (double) rowSum(label);
  }

  /** Of the samples taken for a class, the share that are of it; NaN where none was. */
  public double precision(int label) {
    return counts[label][label] / (double) columnSum(label);
  }

  /** Counts in the cells; the colour is the share of the true class. */
  public Plot plot() {
    int classes = counts.length;
    double[][] shares = new double[classes][classes];
    String[][] text = new String[classes][classes];
    boolean written = classes <= 30;
    for (int t = 0; t < classes; t++) {
      for (int p = 0; p < classes; p++) {
        shares[t][p] = rowSum(t) == 0 ? 0 : 100.0 * counts[t][p] / rowSum(t);
        text[t][p] = written && counts[t][p] > 0 ? Integer.toString(counts[t][p]) : "";
      }
    }
    Cells cells =
        Cells.of(shares)
            .withRange(0, 100)
            .withRowNames(classNames)
            .withColumnNames(classNames)
            .withText(text);
    Plot plot =
        Plots.heatMap(
            "Confusion matrix" + (written ? " (samples)" : ""),
            "predicted class",
            "true class",
            "share of true class (%)",
            cells);
    return plot.withDescription(describe());
  }

  private String describe() {
    int worstTruth = -1;
    int worstGuess = -1;
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        if (t != p && (worstTruth < 0 || counts[t][p] > counts[worstTruth][worstGuess])) {
          worstTruth = t;
          worstGuess = p;
        }
      }
    }
    String mistakes =
        worstTruth < 0 || counts[worstTruth][worstGuess] == 0
            ? "no mistakes"
            : "most frequent mistake: "
                + classNames.get(worstTruth)
                + " taken for "
                + classNames.get(worstGuess)
                + ", "
                + times(counts[worstTruth][worstGuess]);
    return String.format(
        Locale.ROOT,
        "%d samples of %d classes, accuracy %.2f %%; %s.",
        total(),
        counts.length,
        100 * accuracy(),
        mistakes);
  }

  /** A table for the terminal: counts, recall per row, precision in the last row, accuracy. */
  @Override
  public String toString() {
    int name = Math.max(9, classNames.stream().mapToInt(String::length).max().orElse(0));
    int cell = 7;
    for (int t = 0; t < counts.length; t++) {
      cell = Math.max(cell, classNames.get(t).length() + 1);
      cell =
          Math.max(cell, Integer.toString(Arrays.stream(counts[t]).max().orElse(0)).length() + 1);
    }
    StringBuilder table = new StringBuilder(pad("true\\pred", -name));
    for (String n : classNames) {
      table.append(pad(n, cell));
    }
    table.append(pad("recall", 9)).append('\n');
    for (int t = 0; t < counts.length; t++) {
      table.append(pad(classNames.get(t), -name));
      for (int count : counts[t]) {
        table.append(pad(Integer.toString(count), cell));
      }
      table.append(pad(percent(recall(t)), 9)).append('\n');
    }
    table.append(pad("precision", -name));
    for (int p = 0; p < counts.length; p++) {
      table.append(pad(percent(precision(p)), cell));
    }
    return table.append(pad(percent(accuracy()), 9)).append('\n').toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix m
        && classNames.equals(m.classNames)
        && Arrays.deepEquals(counts, m.counts);
  }

  @Override
  public int hashCode() {
    return 31 * classNames.hashCode() + Arrays.deepHashCode(counts);
  }

  private long rowSum(int t) {
    return Arrays.stream(counts[t]).asLongStream().sum();
  }

  private long columnSum(int p) {
    return Arrays.stream(counts).mapToLong(row -> row[p]).sum();
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  private static void inRange(String what, int label, int index, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "confusion matrix: "
              + what
              + "["
              + index
              + "] is class "
              + label
              + ", expected 0 to "
              + (classes - 1));
    }
  }

  private static int[][] copy(int[][] counts) {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }
}
