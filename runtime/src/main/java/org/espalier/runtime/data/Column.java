package org.espalier.runtime.data;

/**
 * One named quantity of a {@link Dataset}: {@link #size} rows of one shape, handed out as floats
 * ({@link FloatColumn}) or as 32-bit integers ({@link IntColumn}). Implement one of the two for an
 * own kind of storage; rows need not be in memory before they are gathered.
 *
 * <p>A column never changes: the same row gives the same values at every call. Gathering must be
 * safe from several threads at once.
 */
public sealed interface Column permits FloatColumn, IntColumn {

  /** How elements are handed out. */
  enum Kind {
    /** 32-bit floats. */
    FLOAT,
    /** 32-bit signed integers. */
    INT
  }

  /** How elements are handed out. */
  Kind kind();

  /** Number of rows. */
  int size();

  /**
   * Sizes of one row, without the batch axis, each at least 1; empty where a row is one number. A
   * fresh array.
   */
  long[] rowShape();

  /** Number of elements in one row: the product of {@link #rowShape}. */
  default int rowLength() {
    long length = 1;
    for (long axis : rowShape()) {
      length = Math.multiplyExact(length, axis);
    }
    return Math.toIntExact(length);
  }
}
