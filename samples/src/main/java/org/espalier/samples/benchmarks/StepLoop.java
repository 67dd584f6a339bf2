package org.espalier.samples.benchmarks;

/** One side of a comparison: something that trains one batch at a time. For one thread. */
interface StepLoop extends AutoCloseable {
  /** What tables call it. */
  String name();

  /**
   * Trains on rows {@code order[from…from+count-1]} and fetches what this side reports.
   *
   * @return the loss before the update
   */
  double step(int[] order, int from, int count);

  /** Number of TensorFlow ops that one step depends on. */
  int nodes();

  @Override
  void close();
}
