package org.espalier.runtime.data;

import java.util.OptionalInt;

/** Rows side by side in one int array. */
final class IntArrayColumn implements IntColumn {
  private final int[] values;
  private final RowShape shape;
  private final int size;
  private final OptionalInt classes;

  IntArrayColumn(String where, int[] values, RowShape shape, OptionalInt classes) {
    this.values = values;
    this.shape = shape;
    this.size = shape.rowsIn(where, values.length);
    this.classes = classes;
    if (classes.isPresent()) {
      Checks.classIds(where, values, 0, values.length / shape.length(), shape, classes.getAsInt());
    }
  }

  @Override
  public int size() {
    return size;
  }

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
    return classes;
  }

  @Override
  public void gather(int[] order, int from, int count, int[] into, int offset) {
    int row = shape.length();
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, order[from + i] * row, into, offset + i * row, row);
    }
  }
}
