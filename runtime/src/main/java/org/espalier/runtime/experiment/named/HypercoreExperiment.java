package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Hypercore;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.structure.Restart;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.fit.ScheduledPass;

/**
 * {@code hypercore}: He weights are trained for an epoch; then the training starts again from what
 * the hypercores of the trained layers say, or from other He weights, or it simply goes on. All
 * have equally many epochs in all, so the last had one more since its start. After Limnios et al.,
 * arXiv:2004.07636, whose formula for the new weights is reconstructed here.
 */
public final class HypercoreExperiment extends TenClasses {
  private static final int STEPS = 500;

  private static final Axis<Optional<Initializer>> RESTART = new Axis<>("restart", restarts());

  private static Map<String, Optional<Initializer>> restarts() {
    Map<String, Optional<Initializer>> restarts = new LinkedHashMap<>();
    restarts.put("none", Optional.empty());
    restarts.put("he", Optional.of(new HeNormal()));
    restarts.put("hypercore", Optional.of(new Hypercore()));
    restarts.put("hypercore, β 0.9", Optional.of(new Hypercore(0.9)));
    return restarts;
  }

  @Override
  public String name() {
    return "hypercore";
  }

  @Override
  public String summary() {
    return "after one epoch: new weights by hypercores, by He, or none, on a small mlp and cnn";
  }

  @Override
  public int seeds() {
    return 10;
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return SmallNet.experiment(
            full ? "hypercore-full" : "hypercore",
            full ? 10 * STEPS : STEPS,
            (net, at) -> net.network(new HeNormal(), full ? 4 : 1))
        .axis(RESTART)
        .seeds(seeds)
        .passes(
            at ->
                at.get(RESTART).stream()
                    .map(init -> ScheduledPass.once(1, new Restart(init)))
                    .toList())
        .build();
  }

  @Override
  public String compared() {
    return RESTART.name();
  }
}
