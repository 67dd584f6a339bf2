package org.espalier.runtime.data;

import java.nio.FloatBuffer;

/** A column whose elements are 32-bit floats. */
public non-sealed interface FloatColumn extends Column {

  @Override
  default Kind kind() {
    return Kind.FLOAT;
  }

  /**
   * Copies rows {@code order[from] … order[from + count - 1]}, one after the other, to {@code
   * into}, beginning at {@code offset}.
   *
   * @param order row numbers, each in 0 … {@code size() - 1}
   * @param from the first place read in {@code order}
   * @param count how many rows
   * @param into receives {@code count · rowLength()} floats
   * @param offset where the first of them goes
   * @throws IndexOutOfBoundsException if a row does not exist or {@code into} is too short
   */
  void gather(int[] order, int from, int count, float[] into, int offset);

  /**
   * Same, at the position of a buffer, direct or not; the position moves past what was written.
   *
   * @param order row numbers, each in 0 … {@code size() - 1}
   * @param from the first place read in {@code order}
   * @param count how many rows
   * @param into receives {@code count · rowLength()} floats
   * @throws java.nio.BufferOverflowException if the buffer has less room
   */
  default void gather(int[] order, int from, int count, FloatBuffer into) {
    int row = rowLength();
    if (into.hasArray() && into.remaining() >= (long) count * row) {
      gather(order, from, count, into.array(), into.arrayOffset() + into.position());
      into.position(into.position() + count * row);
      return;
    }
    int block = Math.max(1, Math.min(count, Blocks.SCRATCH / row));
    float[] scratch = new float[block * row];
    for (int done = 0; done < count; done += block) {
      int rows = Math.min(block, count - done);
      gather(order, from + done, rows, scratch, 0);
      into.put(scratch, 0, rows * row);
    }
  }
}
