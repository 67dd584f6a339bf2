package org.espalier.runtime.experiment;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.json.Json;

/**
 * Trials that belong together, as a value.
 *
 * <pre>{@code
 * Axis<Integer> depth = Axis.of("depth", 10, 50);
 * Experiment experiment = Experiment.named("depth")
 *     .axis(depth)
 *     .seeds(5)
 *     .budget(Budget.epochs(3))
 *     .network(point -> dense(point.get(depth)))
 *     .build();
 * ResultTable table = experiment.run(Path.of("depth-results"));
 * }</pre>
 *
 * @param name of the experiment
 * @param trials all different, at least one
 * @param networks whether trained networks are kept, beside their results
 * @param between what every two networks of a setting are compared by; needs them kept
 */
public record Experiment(String name, List<Trial> trials, boolean networks, List<Between> between)
    implements Described {
  public Experiment {
    trials = List.copyOf(trials);
    between = List.copyOf(between);
    Set<Trial> different = new HashSet<>(trials);
    if (trials.isEmpty() || different.size() < trials.size()) {
      throw new EspalierException(
          "experiment '"
              + name
              + "' needs at least one trial, all different; it has "
              + trials.size()
              + ", "
              + different.size()
              + " of them different");
    }
    if (!between.isEmpty() && !networks) {
      throw new EspalierException(
          "experiment '"
              + name
              + "' compares trained networks by "
              + between
              + " but keeps none: make it with networks = true, or by the builder's between(…)");
    }
  }

  /** Keeps results alone. */
  public Experiment(String name, List<Trial> trials) {
    this(name, trials, false, List.of());
  }

  /** Begins a grid of settings. */
  public static ExperimentBuilder named(String name) {
    return new ExperimentBuilder(name);
  }

  /**
   * Runs on this machine whatever the folder does not hold yet; progress goes to standard error.
   *
   * @see #run(Path, TrialRunner, Consumer)
   */
  public ResultTable run(Path folder) {
    return run(folder, new LocalRunner(), System.err::println);
  }

  /**
   * Runs the trials whose results the folder does not hold yet, and writes each result there as
   * soon as it is known: killed and run again, an experiment gives the table of an uninterrupted
   * one.
   *
   * @param folder one file for each trial, {@code ID.json}, and, where networks are kept, another,
   *     {@code ID.espalier}, written first: a result without its network is run again
   * @param runner runs them
   * @param progress takes the estimated time first, then a line for each trial
   * @throws ExperimentInterruptedException when it is told to end; what is finished is kept
   */
  public ResultTable run(Path folder, TrialRunner runner, Consumer<String> progress) {
    return new ExperimentRun(this, new ResultFolder(folder), runner, progress).run();
  }

  /**
   * Compares the kept networks of every two seeds of each setting; trials that failed are left out.
   * Computed anew each time.
   *
   * @param folder where it ran
   * @throws EspalierException when a network is missing or damaged, or two cannot be compared
   */
  public PairTable pairs(Path folder) {
    return pairs(folder, Json.standard());
  }

  /** The same with a codec that knows user-written types. */
  public PairTable pairs(Path folder, Json json) {
    return new Pairing(this, new ResultFolder(folder), json).table();
  }
}
