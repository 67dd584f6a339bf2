package org.espalier.runtime.data;

import java.util.Objects;

/**
 * One epoch cut into batches. All have {@link #batch} rows but the last, which keeps the remainder.
 * Any batch can be asked for, so an interrupted epoch goes on where it stopped.
 *
 * <pre>{@code
 * Batches epoch = Batches.shuffled(data.size(), 128, seed, 3);
 * for (int b = 0; b < epoch.count(); b++) {
 *   data.gatherInputs(epoch.order(), epoch.from(b), epoch.size(b), x, 0);
 * }
 * }</pre>
 */
public final class Batches {
  private final int[] order;
  private final int batch;

  private Batches(int[] order, int batch) {
    if (order.length < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "rows and batch must be >= 1, got " + order.length + " rows in batches of " + batch);
    }
    this.order = order;
    this.batch = batch;
  }

  /** Rows 0 … rows-1 in the order {@link Permutation#of} gives, {@code batch} at a time. */
  public static Batches shuffled(int rows, int batch, long seed, long epoch) {
    return new Batches(Permutation.of(Math.max(0, rows), seed, epoch), batch);
  }

  /** Rows 0 … rows-1 as they stand, {@code batch} at a time. */
  public static Batches inOrder(int rows, int batch) {
    return new Batches(Permutation.identity(Math.max(0, rows)), batch);
  }

  /** All rows in the order they are visited. The array itself: do not change it. */
  public int[] order() {
    return order;
  }

  /** Number of rows in every batch but perhaps the last. */
  public int batch() {
    return batch;
  }

  /** Number of batches, the partial one included. */
  public int count() {
    return (order.length - 1) / batch + 1;
  }

  /** Where batch {@code b} begins in {@link #order}. */
  public int from(int b) {
    return Objects.checkIndex(b, count()) * batch;
  }

  /** Number of rows in batch {@code b}. */
  public int size(int b) {
    return Math.min(batch, order.length - from(b));
  }
}
