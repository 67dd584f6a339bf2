package org.espalier.runtime.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** Columns that show rows of another column: some of them, or under another shape. */
final class ViewColumns {
  private ViewColumns() {}

  /** Rows {@code row(0) … row(size - 1)} of {@code column}. */
  static Column rows(Column column, int size, IntUnaryOperator row) {
    RowShape shape = new RowShape("view", column.rowShape());
    return view(column, shape, size, row);
  }

  /** All rows of {@code column} as {@code shape}. */
  static Column reshaped(Column column, RowShape shape) {
    if (shape.length() != column.rowLength()) {
      throw new DataException(
          "reshaped column",
          "a shape of another size",
          column.rowLength() + " elements, as in " + Arrays.toString(column.rowShape()),
          shape.length() + " elements, in " + Arrays.toString(shape.axes()),
          "give axes with the same product");
    }
    return view(column, shape, column.size(), IntUnaryOperator.identity());
  }

  private static Column view(Column column, RowShape shape, int size, IntUnaryOperator row) {
    if (column instanceof FloatColumn floats) {
      return new Floats(floats, shape, size, row);
    }
    return new Ints((IntColumn) column, shape, size, row);
  }

  private static int[] translate(IntUnaryOperator row, int size, int[] order, int from, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = row.applyAsInt(Objects.checkIndex(order[from + i], size));
    }
    return rows;
  }

  private record Floats(FloatColumn column, RowShape shape, int size, IntUnaryOperator row)
      implements FloatColumn {
    @Override
    public long[] rowShape() {
      return shape.axes();
    }

    @Override
    public int rowLength() {
      return shape.length();
    }

    @Override
    public void gather(int[] order, int from, int count, float[] into, int offset) {
      column.gather(translate(row, size, order, from, count), 0, count, into, offset);
    }

    @Override
    public void gather(int[] order, int from, int count, FloatBuffer into) {
      column.gather(translate(row, size, order, from, count), 0, count, into);
    }
  }

  private record Ints(IntColumn column, RowShape shape, int size, IntUnaryOperator row)
      implements IntColumn {
    @Override
    public long[] rowShape() {
      return shape.axes();
    }

    @Override
    public int rowLength() {
      return shape.length();
    }

    @Override
    public OptionalInt classes() {
      return column.classes();
    }

    @Override
    public void gather(int[] order, int from, int count, int[] into, int offset) {
      column.gather(translate(row, size, order, from, count), 0, count, into, offset);
    }
  }
}
