package org.espalier.runtime.experiment.named;

import java.util.Locale;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code sparse}: SET and RigL against a dense and a static sparse net for equal epochs. Sparse
 * nets are Erdős–Rényi with ε = 20 and a dense last layer; SET moves ζ = 0.3 of the links after
 * every epoch but the last, RigL as many at first and fewer later, until three quarters of the
 * epochs. After Mocanu et al., arXiv:1707.04780, whose nets are 784-1000-1000-1000-10 and
 * 3072-4000-1000-4000-10; here hidden layers have 300 and 400, 100, 400 units, with {@code full}
 * the published ones on MNIST and a quarter of them on CIFAR-10. Their augmentation, SReLU and
 * dropout are left out.
 */
public final class SparseExperiment extends TenClasses {
  private static final int BATCH = 100;

  /** What a net is trained on, and its hidden layers. */
  private enum Problem {
    DIGITS(AtHand.digits(), 20, new int[] {300, 300, 300}, new int[] {1000, 1000, 1000}),
    PICTURES(AtHand.pictures(), 30, new int[] {400, 100, 400}, new int[] {1000, 250, 1000});

    private final AtHand data;
    private final int epochs;
    private final int[] widths;
    private final int[] wide;

    Problem(AtHand data, int epochs, int[] widths, int[] wide) {
      this.data = data;
      this.epochs = epochs;
      this.widths = widths;
      this.wide = wide;
    }

    int epochs(boolean full) {
      return full ? 5 * epochs : epochs;
    }

    Network dense(boolean full) {
      VectorHandle at = data.standardised("mlp").flatten();
      for (int width : full ? wide : widths) at = at.dense(width, new Relu());
      return at.dense(AtHand.CLASSES).init(new HeNormal()).build();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Axis<Problem> PROBLEM = Axis.of("data", Problem.values());
  private static final Axis<SparseMethod> METHOD = Axis.of("method", SparseMethod.values());

  @Override
  public String name() {
    return "sparse";
  }

  @Override
  public String summary() {
    return "SET and RigL against dense and static sparse mlps, ε = 20, equal epochs";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return Experiment.named(full ? "sparse-full" : "sparse")
        .axis(PROBLEM)
        .axis(METHOD)
        .seeds(seeds)
        .network(at -> at.get(METHOD).network(at.get(PROBLEM).dense(full)))
        .training(at -> Training.classification().optimizer(new Momentum(0.01)))
        .passes(at -> at.get(METHOD).passes(at.get(PROBLEM).epochs(full)))
        .data(at -> at.get(PROBLEM).data.spec())
        .batch(BATCH)
        .budget(at -> Budget.epochs(at.get(PROBLEM).epochs(full)))
        .build();
  }

  @Override
  public String compared() {
    return METHOD.name();
  }
}
