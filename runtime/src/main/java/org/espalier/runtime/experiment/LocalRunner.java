package org.espalier.runtime.experiment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.espalier.dsl.error.Check;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.InterruptedWorkException;

/**
 * Runs trials in this JVM, several at a time. A trial's bits depend on its threads and not on what
 * runs beside it; all trials should ask for the same number, see {@link
 * org.espalier.runtime.Compute}. Data are read once for all trials.
 */
public final class LocalRunner implements TrialRunner {
  private final int parallel;
  private final Map<String, TrainTest> data = new ConcurrentHashMap<>();

  /** As many trials at a time as the processors have room for their threads. */
  public LocalRunner() {
    this.parallel = 0;
  }

  /**
   * So many trials at a time.
   *
   * @param parallel at least 1
   */
  public LocalRunner(int parallel) {
    this.parallel = Check.positive("parallel", parallel);
  }

  private int parallel(List<Trial> trials) {
    if (parallel > 0) return parallel;
    int threads = trials.stream().mapToInt(Trial::threads).max().orElse(1);
    return Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
  }

  private TrainTest data(Trial trial) {
    return data.computeIfAbsent(trial.data(), spec -> DataSpec.parse(spec).load());
  }

  @Override
  public double estimateSeconds(List<Trial> trials) {
    int atOnce = Math.min(parallel(trials), trials.size());
    return new Probe(trials, this::data).seconds() / atOnce;
  }

  @Override
  public void run(List<Trial> trials, boolean networks, Consumer<FinishedTrial> finished)
      throws InterruptedException {
    int threads = parallel(trials);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            LocalRunner::thread);
    ExecutorCompletionService<FinishedTrial> running = new ExecutorCompletionService<>(pool);
    for (Trial trial : trials) {
      running.submit(() -> new LocalTrial(trial, data(trial)).run(networks));
    }
    try {
      for (int i = 0; i < trials.size(); i++) finished.accept(running.take().get());
      pool.shutdown();
    } catch (ExecutionException e) {
      throw failure(e.getCause(), pool);
    } catch (InterruptedException | RuntimeException | Error e) {
      giveUp(pool);
      throw e;
    }
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "espalier-trial");
    thread.setDaemon(true);
    return thread;
  }

  private static RuntimeException failure(Throwable cause, ThreadPoolExecutor pool) {
    if (cause instanceof InterruptedWorkException ending) {
      // The JVM waits a moment for threads that trained: time to say how to go on.
      pool.getQueue().clear();
      return ending;
    }
    giveUp(pool);
    if (cause instanceof Error error) throw error;
    return (RuntimeException) cause;
  }

  /** Ends all trials after the step they are at, and waits until their models are closed. */
  private static void giveUp(ThreadPoolExecutor pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
