package org.espalier.scripts;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.espalier.runtime.fit.Callback;

/**
 * Ends a training in order when the user presses Ctrl-C: after the step that runs. The JVM then
 * exits with 128 plus the signal's number, 130 for Ctrl-C.
 */
final class Interrupt {
  /** Seconds the JVM waits for a step, or a checkpoint being written, to end. */
  private static final int PATIENCE = 30;

  private static final CountDownLatch FINISHED = new CountDownLatch(1);
  private static volatile boolean training;
  private static volatile boolean requested;

  private Interrupt() {}

  /** Thrown out of a training that was asked to end. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }

  /** Listens from now on; for the command line's own JVM. */
  static void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(Interrupt::request, "espalier-interrupt"));
  }

  private static void request() {
    requested = true;
    if (!training) return;
    try {
      FINISHED.await(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command is done and has said what it had to say. */
  static void finished() {
    FINISHED.countDown();
  }

  /** Ends a training at the first step after the request. */
  static Callback callback() {
    training = true;
    return new Callback() {
      @Override
      public void step(long step, Map<String, Double> metrics) {
        if (requested) throw new Stopped("interrupted after step " + step);
      }
    };
  }
}
