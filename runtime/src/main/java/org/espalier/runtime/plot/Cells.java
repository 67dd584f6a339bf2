package org.espalier.runtime.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The matrix of {@link Plots#heatMap} with its row names, column names and, where wanted, text in
 * the cells. Immutable; arrays are copied in and out.
 */
public final class Cells {
  /** The most cells one heat map draws. */
  public static final int MOST = 1_000_000;

  private final double[][] values;
  private final List<String> rows;
  private final List<String> columns;
  private final String[][] text;
  private final double[] range;

  private Cells(
      double[][] values, List<String> rows, List<String> columns, String[][] text, double[] range) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.text = text;
    this.range = range;
  }

  /**
   * A matrix [rows][columns], rows and columns numbered from 0, no text. A NaN is a missing cell.
   *
   * @throws IllegalArgumentException if it is empty, ragged, infinite somewhere, all NaN, or has
   *     more than {@link #MOST} cells
   */
  public static Cells of(double[][] values) {
    if (values.length == 0 || values[0].length == 0) {
      throw new IllegalArgumentException("heat map is empty: give at least one row and column");
    }
    if ((long) values.length * values[0].length > MOST) {
      throw new IllegalArgumentException(
          "heat map has "
              + values.length
              + " × "
              + values[0].length
              + " cells, at most "
              + MOST
              + " can be drawn: average blocks of cells first, or draw a part");
    }
    double[][] copy = new double[values.length][];
    boolean any = false;
    for (int r = 0; r < values.length; r++) {
      Checks.rectangular("heat map", r, values[r].length, values[0].length);
      Checks.finite("heat map", "row " + r + " ", values[r], true);
      copy[r] = values[r].clone();
      any |= Arrays.stream(copy[r]).anyMatch(v -> !Double.isNaN(v));
    }
    if (!any) {
      throw new IllegalArgumentException("heat map holds NaN only: nothing to draw");
    }
    return new Cells(copy, List.of(), List.of(), null, null);
  }

  /** The same cells with a name for each row, from the top. */
  public Cells withRowNames(List<String> names) {
    Checks.sameLength("heat map", "values", values.length, "row names", names.size());
    return new Cells(values, List.copyOf(names), columns, text, range);
  }

  /** The same cells with a name for each column, from the left. */
  public Cells withColumnNames(List<String> names) {
    Checks.sameLength("heat map", "row 0", values[0].length, "column names", names.size());
    return new Cells(values, rows, List.copyOf(names), text, range);
  }

  /** The same cells with text written in them; null or "" leaves a cell without. */
  public Cells withText(String[][] text) {
    Checks.sameLength("heat map", "values", values.length, "text", text.length);
    for (int r = 0; r < text.length; r++) {
      Checks.rectangular("heat map text", r, text[r].length, values[0].length);
    }
    return new Cells(values, rows, columns, copy(text), range);
  }

  /**
   * The same cells on a colour scale from {@code low} ≥ 0 to {@code high}, instead of one that
   * reaches as far as the values; values beyond it are an error.
   */
  public Cells withRange(double low, double high) {
    if (!(low >= 0 && high > low && Double.isFinite(high))) {
      throw new IllegalArgumentException(
          "heat map range must be 0 ≤ low < high, got " + low + " to " + high);
    }
    for (double[] row : values) {
      for (double value : row) {
        if (value < low || value > high) {
          throw new IllegalArgumentException(
              "heat map value " + value + " lies outside the range " + low + " to " + high);
        }
      }
    }
    return new Cells(values, rows, columns, text, new double[] {low, high});
  }

  /** Number of rows. */
  public int rows() {
    return values.length;
  }

  /** Number of columns. */
  public int columns() {
    return values[0].length;
  }

  /** The value in a cell; NaN where it is missing. */
  public double value(int row, int column) {
    return values[row][column];
  }

  /** The text in a cell, or "". */
  public String text(int row, int column) {
    return text == null || text[row][column] == null ? "" : text[row][column];
  }

  /** The row names; numbers where none were given. */
  public List<String> rowNames() {
    return rows.isEmpty() ? numbered(values.length) : rows;
  }

  /** The column names; numbers where none were given. */
  public List<String> columnNames() {
    return columns.isEmpty() ? numbered(values[0].length) : columns;
  }

  /** The range given, or null. */
  double[] range() {
    return range;
  }

  boolean namesRows() {
    return !rows.isEmpty();
  }

  boolean namesColumns() {
    return !columns.isEmpty();
  }

  boolean hasText() {
    return text != null;
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static String[][] copy(String[][] text) {
    return Arrays.stream(text).map(String[]::clone).toArray(String[][]::new);
  }
}
