package org.espalier.runtime.experiment.named;

import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.topology.TopologyDistances;
import org.espalier.runtime.topology.TopologyDrift;

/**
 * {@code topology}: do different topologies reach equal accuracy? A static sparse net, SET and RigL
 * as in {@link SparseExperiment}, for equal epochs: how far the wiring goes from its start by
 * epoch, how far nets of two seeds are apart, and accuracies. The static method is the control: it
 * never leaves its start, and two seeds of it are two independent random nets of the densities that
 * the others have. After Liu et al., arXiv:2006.14085. Hidden layers are 2 of 200, with {@code
 * full} 3 of 1000.
 */
public final class TopologyExperiment extends TenClasses {
  private static final int BATCH = 100;

  private static final Axis<SparseMethod> METHOD =
      Axis.of("method", SparseMethod.STATIC, SparseMethod.SET, SparseMethod.RIGL);

  @Override
  public String name() {
    return "topology";
  }

  @Override
  public String summary() {
    return "how far SET and RigL move the wiring, and how far nets of two seeds are apart (NNSTD)";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    int epochs = full ? 100 : 30;
    Network dense = full ? dense(1000, 1000, 1000) : dense(200, 200);
    return Experiment.named(full ? "topology-full" : "topology")
        .axis(METHOD)
        .seeds(seeds)
        .network(at -> at.get(METHOD).network(dense))
        .training(at -> Training.classification().optimizer(new Momentum(0.01)))
        .passes(at -> at.get(METHOD).passes(epochs))
        .data(AtHand.digits().spec())
        .batch(BATCH)
        .budget(Budget.epochs(epochs))
        .measure(new TopologyDrift())
        .between(new TopologyDistances())
        .build();
  }

  private static Network dense(int... widths) {
    VectorHandle at = AtHand.digits().standardised("mlp").flatten();
    for (int width : widths) at = at.dense(width, new Relu());
    return at.dense(AtHand.CLASSES).init(new HeNormal()).build();
  }

  @Override
  public String compared() {
    return METHOD.name();
  }
}
