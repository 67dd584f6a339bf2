package org.espalier.runtime.data;

/** What is checked in values, with the row and the column of the first offence. */
final class Checks {
  private Checks() {}

  static void finite(String where, float[] values, RowShape shape) {
    finite(where, values, 0, values.length / shape.length(), shape);
  }

  /** Checks {@code rows} rows at the front of {@code values}; the first is called firstRow. */
  static void finite(String where, float[] values, int firstRow, int rows, RowShape shape) {
    int end = rows * shape.length();
    for (int i = 0; i < end; i++) {
      if (!Float.isFinite(values[i])) {
        int row = firstRow + i / shape.length();
        throw new DataException(
            where + ", row " + row + ", " + shape.place(i % shape.length()),
            "a value that is not finite",
            "a finite number",
            Float.toString(values[i]),
            "drop the row or fill the value in before training");
      }
    }
  }

  /** Checks {@code rows} rows at the front of {@code values}; the first is called firstRow. */
  static void classIds(
      String where, int[] values, int firstRow, int rows, RowShape shape, int classes) {
    if (classes < 1) {
      throw new DataException(
          where, "unusable number of classes", "at least 1", classes + "", "give the class count");
    }
    int end = rows * shape.length();
    for (int i = 0; i < end; i++) {
      if (values[i] < 0 || values[i] >= classes) {
        int row = firstRow + i / shape.length();
        String place = shape.length() == 1 ? "" : ", " + shape.place(i % shape.length());
        throw new DataException(
            where + ", row " + row + place,
            "a label out of range",
            "a class id in 0 … " + (classes - 1) + " (" + classes + " classes)",
            Integer.toString(values[i]),
            values[i] == classes
                ? "subtract 1 where labels count from 1, or raise the number of classes"
                : "correct the label or raise the number of classes");
      }
    }
  }
}
