package org.espalier.runtime.data;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Columns held in memory. Flat arrays are kept, not copied: they must not be changed afterwards.
 * Every method throws {@link DataException} where rows are missing, ragged or not whole, where a
 * float is not finite, or where a label is out of range.
 */
public final class Columns {
  private static final String VALUES = "values";

  private Columns() {}

  /** Rows of {@code rowShape} side by side in {@code flat}. */
  public static FloatColumn floats(float[] flat, long... rowShape) {
    return new FloatArrayColumn(VALUES, flat, new RowShape(VALUES, rowShape));
  }

  /** Rows of shape [features]. */
  public static FloatColumn floats(float[][] rows) {
    return floats(VALUES, rows);
  }

  /** Rows of shape [time, features] or [height, width]. */
  public static FloatColumn floats(float[][][] rows) {
    return floats(VALUES, rows);
  }

  /** Rows of shape [height, width, channels]. */
  public static FloatColumn floats(float[][][][] rows) {
    return floats(VALUES, rows);
  }

  /**
   * Rows of {@code rowShape} side by side as unsigned bytes 0 … 255, each handed out as {@code
   * value · scale}. Pictures in 0 … 1 have the scale {@code 1f / 255}.
   */
  public static FloatColumn bytes(byte[] flat, float scale, long... rowShape) {
    return new ScaledByteColumn(VALUES, flat, scale, new RowShape(VALUES, rowShape));
  }

  /** Rows of {@code rowShape} side by side in {@code flat}, of any integers. */
  public static IntColumn ints(int[] flat, long... rowShape) {
    return new IntArrayColumn(VALUES, flat, new RowShape(VALUES, rowShape), OptionalInt.empty());
  }

  /** One class id in 0 … classes-1 a row. */
  public static IntColumn labels(int[] ids, int classes) {
    return labels("labels", ids, classes);
  }

  /** The same rows under another shape of equally many elements. */
  public static Column reshaped(Column column, long... rowShape) {
    return ViewColumns.reshaped(column, new RowShape("reshaped column", rowShape));
  }

  static IntColumn labels(String where, int[] ids, int classes) {
    return new IntArrayColumn(where, ids.clone(), new RowShape(where), OptionalInt.of(classes));
  }

  static FloatColumn floats(String where, float[][] rows) {
    requireRows(where, rows.length);
    int width = rows[0].length;
    float[] flat = new float[Math.multiplyExact(rows.length, width)];
    for (int r = 0; r < rows.length; r++) {
      copy(where + ", row " + r, rows[r], flat, r * width, width);
    }
    return new FloatArrayColumn(where, flat, new RowShape(where, width));
  }

  static FloatColumn floats(String where, float[][][] rows) {
    requireRows(where, rows.length);
    int height = rows[0].length;
    int width = height == 0 ? 0 : rows[0][0].length;
    RowShape shape = new RowShape(where, height, width);
    float[] flat = new float[Math.multiplyExact(rows.length, shape.length())];
    for (int r = 0; r < rows.length; r++) {
      copy(where + ", row " + r, rows[r], flat, r * shape.length(), height, width);
    }
    return new FloatArrayColumn(where, flat, shape);
  }

  static FloatColumn floats(String where, float[][][][] rows) {
    requireRows(where, rows.length);
    int height = rows[0].length;
    int width = height == 0 ? 0 : rows[0][0].length;
    int channels = width == 0 ? 0 : rows[0][0][0].length;
    RowShape shape = new RowShape(where, height, width, channels);
    float[] flat = new float[Math.multiplyExact(rows.length, shape.length())];
    int plane = width * channels;
    for (int r = 0; r < rows.length; r++) {
      requireLength(where + ", row " + r, height, rows[r].length);
      for (int y = 0; y < height; y++) {
        String place = where + ", row " + r + ", column [" + y + "]";
        copy(place, rows[r][y], flat, r * shape.length() + y * plane, width, channels);
      }
    }
    return new FloatArrayColumn(where, flat, shape);
  }

  private static void copy(
      String where, float[][] from, float[] into, int offset, int height, int width) {
    requireLength(where, height, from.length);
    for (int y = 0; y < height; y++) {
      copy(where, from[y], into, offset + y * width, width);
    }
  }

  private static void copy(String where, float[] from, float[] into, int offset, int length) {
    requireLength(where, length, from.length);
    System.arraycopy(from, 0, into, offset, length);
  }

  private static void requireLength(String where, int expected, int received) {
    if (expected != received) {
      throw new DataException(
          where,
          "rows of different lengths",
          expected + " as in row 0",
          Integer.toString(received),
          "pad or cut the rows to one shape");
    }
  }

  private static void requireRows(String where, int rows) {
    if (rows == 0) {
      throw new DataException(where, "no rows", "at least one row", "0 rows", "check the source");
    }
  }

  /** The least number of classes that has a place for every label. */
  static int classesIn(int[] labels) {
    int most = Arrays.stream(labels).max().orElse(0);
    return Math.max(1, Math.min(most, Integer.MAX_VALUE - 1) + 1);
  }
}
