package org.espalier.runtime.fit;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Ends a training in order when the JVM is told to end, by Ctrl-C for example: after the step that
 * runs, or the checkpoint that is being written. The JVM then waits until the thread that trains
 * has closed its model and said what it has to say.
 */
final class EndOfJvm implements AutoCloseable {
  /** How long the JVM waits for a step, or a checkpoint being written, to end. */
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** How long it then waits for the thread, which may have other things to do. */
  private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int LOOK_MILLIS = 10;

  private final Thread trainer = Thread.currentThread();
  private final Thread hook = new Thread(this::awaitTrainer, "espalier-end-of-jvm");
  private volatile boolean told;
  private volatile boolean training = true;

  /** Watches from now on over the training on the thread that made this. */
  void watch() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      told = true;
    }
  }

  /** True when the training has to end. */
  boolean told() {
    return told;
  }

  private void awaitTrainer() {
    told = true;
    long began = System.nanoTime();
    try {
      while (training && System.nanoTime() - began < STEP_NANOS && !gone()) {
        trainer.join(LOOK_MILLIS);
      }
      long ended = System.nanoTime();
      while (System.nanoTime() - ended < LAST_WORDS_NANOS && !gone()) trainer.join(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when the thread has ended, or itself waits for the JVM to end. */
  private boolean gone() {
    return !trainer.isAlive()
        || Arrays.stream(trainer.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
  }

  /** The training has ended. */
  @Override
  public void close() {
    training = false;
    if (told) return;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      told = true;
    }
  }
}
