package org.espalier.runtime.data;

import java.util.function.BiConsumer;

/** Walks the rows of a column in order, some at a time. */
final class Blocks {
  /** About how many elements are held at a time. */
  static final int ELEMENTS = 1 << 16;

  /** About how many elements pass through an array on their way to a direct buffer. */
  static final int SCRATCH = 1 << 12;

  private Blocks() {}

  /** Calls {@code body} with (values, first row, rows) for successive blocks of a float column. */
  static void floats(FloatColumn column, FloatBlock body) {
    int[] size = size(column);
    float[] values = new float[size[0] * size[1]];
    walk(
        column.size(),
        size[0],
        (order, first) -> {
          column.gather(order, 0, order.length, values, 0);
          body.accept(values, first, order.length);
        });
  }

  /** Calls {@code body} with (values, first row, rows) for successive blocks of an int column. */
  static void ints(IntColumn column, IntBlock body) {
    int[] size = size(column);
    int[] values = new int[size[0] * size[1]];
    walk(
        column.size(),
        size[0],
        (order, first) -> {
          column.gather(order, 0, order.length, values, 0);
          body.accept(values, first, order.length);
        });
  }

  /** Rows per block, elements per row. */
  private static int[] size(Column column) {
    int row = column.rowLength();
    return new int[] {Math.max(1, Math.min(column.size(), ELEMENTS / row)), row};
  }

  private static void walk(int rows, int block, BiConsumer<int[], Integer> body) {
    for (int first = 0; first < rows; first += block) {
      int[] order = new int[Math.min(block, rows - first)];
      for (int i = 0; i < order.length; i++) {
        order[i] = first + i;
      }
      body.accept(order, first);
    }
  }

  /** Takes one block; the array is reused and may be longer than the block. */
  interface FloatBlock {
    void accept(float[] values, int firstRow, int rows);
  }

  /** Takes one block; the array is reused and may be longer than the block. */
  interface IntBlock {
    void accept(int[] values, int firstRow, int rows);
  }
}
