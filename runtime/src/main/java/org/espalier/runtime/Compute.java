package org.espalier.runtime;

import org.espalier.dsl.error.Check;
import org.espalier.tf.Device;

/**
 * Where and with how many threads a model computes. The same settings on the same machine give the
 * same bits; another number of threads may not. TensorFlow sizes the pool for the work within one
 * op once a process, by its first session: models that are to run with other threads want another
 * JVM.
 *
 * @param device AUTO takes a GPU where there is one; a GPU asked for and absent is an error
 * @param threads of one op, at least 1
 */
public record Compute(Device device, int threads) {
  public Compute {
    Check.positive("threads", threads);
  }

  /** AUTO, with a thread per processor. */
  public static Compute standard() {
    return new Compute(Device.AUTO, Runtime.getRuntime().availableProcessors());
  }

  /** On a device. */
  public Compute on(Device other) {
    return new Compute(other, threads);
  }

  /** With so many threads. */
  public Compute threads(int other) {
    return new Compute(device, other);
  }
}
