package org.espalier.runtime.experiment.named;

import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.loss.MeanSquaredError;
import org.espalier.dsl.metric.Accuracy;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.NamedExperiment;
import org.espalier.runtime.experiment.ResultTable;

/**
 * {@code xor}: a single neuron learns exclusive or, which no neuron with a monotone activation can.
 * ADA should (arXiv:2003.03229); from how many starts does it? A run counts as trained when all
 * four answers are right.
 */
public final class XorExperiment implements NamedExperiment {
  private static final int EPOCHS = 400;
  private static final double RATE = 0.1;
  private static final double LEAK = 0.01;

  private static final Axis<Activation> ACTIVATION =
      Axis.of("activation", new Ada(1, 1, LEAK), new Nish(), new Relu(), new Tanh());

  @Override
  public String name() {
    return "xor";
  }

  @Override
  public String summary() {
    return "one neuron learns exclusive or: ADA against nish, relu, tanh, over 50 seeds";
  }

  @Override
  public int seeds() {
    return 50;
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    Supervised answers = new Supervised(new MeanSquaredError(), new Adam(RATE), new Accuracy());
    return Experiment.named(full ? "xor-full" : "xor")
        .axis(ACTIVATION)
        .seeds(seeds)
        .network(
            at -> Network.named("xor").vector(2).dense(new Dense(1, at.get(ACTIVATION))).build())
        .training(at -> Training.of(answers))
        .data("xor")
        .batch(4)
        .budget(Budget.epochs(full ? 5 * EPOCHS : EPOCHS))
        .build();
  }

  @Override
  public ResultTable judged(ResultTable results) {
    return results.trainedFrom(1);
  }

  @Override
  public String compared() {
    return ACTIVATION.name();
  }
}
