package org.espalier.runtime.data;

import java.nio.IntBuffer;
import java.util.OptionalInt;

/** A column whose elements are 32-bit integers: class ids, token ids, counts. */
public non-sealed interface IntColumn extends Column {

  @Override
  default Kind kind() {
    return Kind.INT;
  }

  /** Number of classes where the elements are ids in 0 … classes-1; empty where they are not. */
  default OptionalInt classes() {
    return OptionalInt.empty();
  }

  /**
   * Copies rows {@code order[from] … order[from + count - 1]}, one after the other, to {@code
   * into}, beginning at {@code offset}.
   *
   * @param order row numbers, each in 0 … {@code size() - 1}
   * @param from the first place read in {@code order}
   * @param count how many rows
   * @param into receives {@code count · rowLength()} integers
   * @param offset where the first of them goes
   * @throws IndexOutOfBoundsException if a row does not exist or {@code into} is too short
   */
  void gather(int[] order, int from, int count, int[] into, int offset);

  /**
   * Same, at the position of a buffer, direct or not; the position moves past what was written.
   *
   * @param order row numbers, each in 0 … {@code size() - 1}
   * @param from the first place read in {@code order}
   * @param count how many rows
   * @param into receives {@code count · rowLength()} integers
   * @throws java.nio.BufferOverflowException if the buffer has less room
   */
  default void gather(int[] order, int from, int count, IntBuffer into) {
    int row = rowLength();
    if (into.hasArray() && into.remaining() >= (long) count * row) {
      gather(order, from, count, into.array(), into.arrayOffset() + into.position());
      into.position(into.position() + count * row);
      return;
    }
    int block = Math.max(1, Math.min(count, Blocks.SCRATCH / row));
    int[] scratch = new int[block * row];
    for (int done = 0; done < count; done += block) {
      int rows = Math.min(block, count - done);
      gather(order, from + done, rows, scratch, 0);
      into.put(scratch, 0, rows * row);
    }
  }
}
