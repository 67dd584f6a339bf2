package org.espalier.runtime.data;

import java.nio.BufferOverflowException;
import java.nio.FloatBuffer;

/** Rows side by side as unsigned bytes; each is handed out as byte · scale. */
final class ScaledByteColumn implements FloatColumn {
  private final byte[] values;
  private final RowShape shape;
  private final int size;
  private final float[] scaled = new float[256];

  ScaledByteColumn(String where, byte[] values, float scale, RowShape shape) {
    this.values = values;
    this.shape = shape;
    this.size = shape.rowsIn(where, values.length);
    if (!Float.isFinite(scale)) {
      throw new DataException(
          where,
          "unusable scale",
          "a finite scale",
          Float.toString(scale),
          "1f / 255 for pictures");
    }
    for (int b = 0; b < scaled.length; b++) {
      scaled[b] = b * scale;
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
  public void gather(int[] order, int from, int count, float[] into, int offset) {
    int row = shape.length();
    for (int i = 0; i < count; i++) {
      int source = order[from + i] * row;
      int target = offset + i * row;
      for (int j = 0; j < row; j++) {
        into[target + j] = scaled[values[source + j] & 0xff];
      }
    }
  }

  /** Straight into the buffer: at every step of training, this makes nothing to throw away. */
  @Override
  public void gather(int[] order, int from, int count, FloatBuffer into) {
    int row = shape.length();
    if (into.remaining() < (long) count * row) throw new BufferOverflowException();
    int target = into.position();
    for (int i = 0; i < count; i++) {
      int source = order[from + i] * row;
      for (int j = 0; j < row; j++) {
        into.put(target++, scaled[values[source + j] & 0xff]);
      }
    }
    into.position(target);
  }
}
