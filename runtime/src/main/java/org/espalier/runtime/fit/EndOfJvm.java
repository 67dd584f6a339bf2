package org.espalier.runtime.fit;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Ends long work in order when the JVM is told to end, by Ctrl-C for example: after the step that
 * runs, or the checkpoint that is being written. The work asks {@link #told} after each step; the
 * JVM waits until its thread has closed what it holds and said what it has to say.
 *
 * <pre>{@code
 * try (EndOfJvm end = new EndOfJvm()) {
 *   end.watch();
 *   while (step()) if (end.told()) throw …   // an InterruptedWorkException
 * }
 * }</pre>
 */
public final class EndOfJvm implements AutoCloseable {
  /** How long the JVM waits for a step, or a checkpoint being written, to end. */
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** How long it then waits for the thread, which may have other things to do. */
  private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int LOOK_MILLIS = 10;

  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::awaitWorker, "espalier-end-of-jvm");
  private volatile boolean told;
  private volatile boolean working = true;

  /** For work on this thread. */
  public EndOfJvm() {}

  /** Watches from now on. */
  public void watch() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      told = true;
    }
  }

  /** True when the work has to end. */
  public boolean told() {
    return told;
  }

  private void awaitWorker() {
    told = true;
    long began = System.nanoTime();
    try {
      while (working && System.nanoTime() - began < STEP_NANOS && !gone()) {
        worker.join(LOOK_MILLIS);
      }
      long ended = System.nanoTime();
      while (System.nanoTime() - ended < LAST_WORDS_NANOS && !gone()) worker.join(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when the thread has ended, or itself waits for the JVM to end. */
  private boolean gone() {
    return !worker.isAlive()
        || Arrays.stream(worker.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
  }

  /** The work has ended. */
  @Override
  public void close() {
    working = false;
    if (told) return;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      told = true;
    }
  }
}
