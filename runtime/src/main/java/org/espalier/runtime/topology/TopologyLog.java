package org.espalier.runtime.topology;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.topology.NnstdOptions;
import org.espalier.dsl.topology.Wiring;
import org.espalier.runtime.Model;
import org.espalier.runtime.fit.Callback;
import org.espalier.runtime.fit.Epoch;

/**
 * Records who is linked to whom at the start and after each epoch, passes included:
 *
 * <pre>{@code
 * TopologyLog log = TopologyLog.of(model);
 * model.fit(data, Fit.epochs(5).pass(1, pass).callback(log));
 * log.evolution().plotDistances().saveTo(Path.of("distances.svg"));
 * }</pre>
 *
 * <p>Keeps 12 bytes a link and epoch. To be used on the thread that trains.
 */
public final class TopologyLog implements Callback {
  private final String run;
  private final List<Stage> stages = new ArrayList<>();

  private TopologyLog(String run) {
    this.run = run;
  }

  /** Begins with the model as it is, as the run named {@code training}. */
  public static TopologyLog of(Model model) {
    return of("training", model);
  }

  /** Begins with the model as it is, under a name that tells it from other runs. */
  public static TopologyLog of(String run, Model model) {
    TopologyLog log = new TopologyLog(run);
    log.record(model.progress().epochs(), model);
    return log;
  }

  @Override
  public Next epoch(Epoch epoch, Model model) {
    record(epoch.number(), model);
    return Next.CONTINUE;
  }

  private void record(long epoch, Model model) {
    stages.add(new Stage(run, epoch, Wiring.of(model.snapshot())));
  }

  /** What was recorded so far, in order. */
  public List<Stage> stages() {
    return List.copyOf(stages);
  }

  /** Distances between all that was recorded; costs one NNSTD a pair. */
  public Evolution evolution() {
    return Evolution.of(stages, NnstdOptions.PUBLISHED);
  }
}
