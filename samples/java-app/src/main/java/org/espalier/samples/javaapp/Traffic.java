package org.espalier.samples.javaapp;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads that answer requests, and the count of those from first byte to last. There are as many
 * threads as requests, so that slow clients do not make others wait; the server bounds both.
 */
final class Traffic implements Executor {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int requests;
  private long lastEnd = System.nanoTime();

  @Override
  public void execute(Runnable request) {
    change(1);
    threads.execute(
        () -> {
          try {
            request.run();
          } finally {
            change(-1);
          }
        });
  }

  private synchronized void change(int by) {
    requests += by;
    lastEnd = System.nanoTime();
    notifyAll();
  }

  /** Waits until at most {@code few} requests are left and none came or went for a while. */
  synchronized void awaitQuiet(int few, Duration quiet, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long now = System.nanoTime();
      long left = end - now;
      if (requests <= few) left = Math.min(left, lastEnd + quiet.toNanos() - now);
      if (left <= 0) return;
      wait(left / 1_000_000 + 1);
    }
  }

  /** Ends the threads when they are idle. */
  void shutdown() {
    threads.shutdown();
  }
}
