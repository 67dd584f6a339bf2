package org.espalier.runtime.experiment;

import java.util.List;
import java.util.function.Consumer;

/** Runs trials: on this machine, or wherever else values can be sent. */
public interface TrialRunner {
  /**
   * About how long {@link #run} is going to take, in seconds, from a short trial run.
   *
   * @param trials at least one
   */
  double estimateSeconds(List<Trial> trials);

  /**
   * Runs all of them, in whatever order; ends when the last one ends. A loss or a weight that is no
   * number is a result; any other failure ends the run.
   *
   * @param networks whether what was trained is handed over, too
   * @param finished told each trial as soon as it ends, by one thread at a time
   * @throws org.espalier.runtime.fit.InterruptedWorkException when the JVM is told to end
   * @throws InterruptedException when the calling thread is interrupted; trials under way are given
   *     up
   */
  void run(List<Trial> trials, boolean networks, Consumer<FinishedTrial> finished)
      throws InterruptedException;
}
