package org.espalier.runtime;

import org.espalier.dsl.error.Check;
import org.espalier.runtime.sparse.SparseExecution;
import org.espalier.tf.Device;

/**
 * Where and with how many threads a model computes. The same settings on the same machine give the
 * same bits; another number of threads may not. TensorFlow sizes the pool for the work within one
 * op once a process, by its first session: a later model that asks for other threads gets that pool
 * and its bits (measured; provenance says {@code poolThreads} beside {@code threads}), so models
 * that are to run with other threads want another JVM.
 *
 * @param device AUTO takes a GPU where there is one; a GPU asked for and absent is an error
 * @param threads of one op, at least 1
 * @param sparse how a network's masked matrices are stored and computed when it starts; a snapshot
 *     keeps the form it has
 */
public record Compute(Device device, int threads, SparseExecution sparse) {
  public Compute {
    Check.positive("threads", threads);
  }

  /** Masked matrices are full ones behind their masks. */
  public Compute(Device device, int threads) {
    this(device, threads, SparseExecution.MASKED);
  }

  /** AUTO, with a thread per processor; masked matrices are full ones behind their masks. */
  public static Compute standard() {
    return new Compute(Device.AUTO, Runtime.getRuntime().availableProcessors());
  }

  /** On a device. */
  public Compute on(Device other) {
    return new Compute(other, threads, sparse);
  }

  /** With so many threads. */
  public Compute threads(int other) {
    return new Compute(device, other, sparse);
  }

  /** With masked matrices in another form. */
  public Compute sparse(SparseExecution other) {
    return new Compute(device, threads, other);
  }
}
