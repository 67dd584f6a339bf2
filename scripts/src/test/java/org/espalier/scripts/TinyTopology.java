package org.espalier.scripts;

import java.util.List;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.NamedExperiment;
import org.espalier.runtime.experiment.ResultTable;
import org.espalier.runtime.fit.ScheduledPass;
import org.espalier.runtime.topology.TopologyDistances;
import org.espalier.runtime.topology.TopologyDrift;

/** An experiment of a user that keeps and compares its networks. */
public final class TinyTopology implements NamedExperiment {
  private static final Axis<Boolean> EVOLVED = Axis.of("evolved", false, true);

  @Override
  public String name() {
    return "tiny-topology";
  }

  @Override
  public String summary() {
    return "for tests";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    Network dense =
        Network.named("net").image(28, 28, 1).flatten().dense(12, new Relu()).dense(10).build();
    return Experiment.named("tiny-topology")
        .axis(EVOLVED)
        .seeds(seeds)
        .network(at -> Sparsity.epsilon(2).on(dense))
        .passes(
            at ->
                at.get(EVOLVED)
                    ? List.of(new ScheduledPass(1, new SparseEvolution(0.3)))
                    : List.of())
        .data("digits:train=200,test=100")
        .batch(20)
        .budget(Budget.epochs(2))
        .measure(new TopologyDrift())
        .between(new TopologyDistances())
        .build();
  }

  @Override
  public ResultTable judged(ResultTable results) {
    return results;
  }

  @Override
  public String compared() {
    return EVOLVED.name();
  }
}
