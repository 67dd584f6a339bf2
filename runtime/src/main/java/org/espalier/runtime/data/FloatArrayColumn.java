package org.espalier.runtime.data;

import java.nio.BufferOverflowException;
import java.nio.FloatBuffer;

/** Rows side by side in one float array. */
final class FloatArrayColumn implements FloatColumn {
  private final float[] values;
  private final RowShape shape;
  private final int size;

  FloatArrayColumn(String where, float[] values, RowShape shape) {
    this.values = values;
    this.shape = shape;
    this.size = shape.rowsIn(where, values.length);
    Checks.finite(where, values, shape);
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
  public void gather(int[] order, int from, int count, float[] into, int offset) {
    int row = shape.length();
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, order[from + i] * row, into, offset + i * row, row);
    }
  }

  @Override
  public void gather(int[] order, int from, int count, FloatBuffer into) {
    int row = shape.length();
    if (into.remaining() < (long) count * row) throw new BufferOverflowException();
    for (int i = 0; i < count; i++) {
      into.put(values, order[from + i] * row, row);
    }
  }
}
