package org.espalier.runtime.data;

import java.util.Arrays;

/** The checked shape of one row. */
final class RowShape {
  private final long[] axes;
  private final int length;

  RowShape(String where, long... axes) {
    this.axes = axes.clone();
    long product = 1;
    for (long axis : axes) {
      if (axis < 1 || axis > Integer.MAX_VALUE / product) {
        throw new DataException(
            where,
            "unusable row shape",
            "axes of at least 1 whose product fits an int",
            Arrays.toString(axes),
            "give the shape of one row, without the batch axis");
      }
      product *= axis;
    }
    this.length = (int) product;
  }

  long[] axes() {
    return axes.clone();
  }

  int length() {
    return length;
  }

  /** How many rows {@code elements} are; throws where they are none or not whole. */
  int rowsIn(String where, int elements) {
    if (elements == 0) {
      throw new DataException(where, "no rows", "at least one row", "0 rows", "check the source");
    }
    if (elements % length != 0) {
      throw new DataException(
          where,
          "not a whole number of rows",
          "a multiple of " + length + " elements (row shape " + Arrays.toString(axes) + ")",
          elements + " elements",
          "check the row shape");
    }
    return elements / length;
  }

  /** Where an element of a row lies, for messages: {@code column 3} or {@code column [1, 2]}. */
  String place(int element) {
    if (axes.length <= 1) {
      return "column " + element;
    }
    long[] index = new long[axes.length];
    long rest = element;
    for (int a = axes.length - 1; a >= 0; a--) {
      index[a] = rest % axes[a];
      rest /= axes[a];
    }
    return "column " + Arrays.toString(index);
  }
}
