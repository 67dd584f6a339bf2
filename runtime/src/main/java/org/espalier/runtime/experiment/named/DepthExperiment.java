package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Mish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Selu;
import org.espalier.dsl.activation.Sigmoid;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.init.AutoInit;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.Point;

/**
 * {@code depth}: dense nets of 10, 50 and 100 hidden layers with five activations, weights by
 * Glorot, He or AutoInit: which of them train at all, and how well. After Bingham and Miikkulainen,
 * arXiv:2109.08958, whose experiments are larger.
 */
public final class DepthExperiment extends TenClasses {
  private static final AtHand DATA = AtHand.digits();
  private static final int BATCH = 128;
  private static final int STEPS = 300;
  private static final Axis<Integer> DEPTH = Axis.of("depth", 10, 50, 100);
  private static final Axis<Activation> ACTIVATION =
      Axis.of("activation", new Relu(), new Tanh(), new Sigmoid(), new Selu(), new Mish());
  private static final Axis<Initializer> INIT = new Axis<>("init", inits());

  private static Map<String, Initializer> inits() {
    Map<String, Initializer> inits = new LinkedHashMap<>();
    inits.put("glorot", new GlorotUniform());
    inits.put("he", new HeNormal());
    inits.put("autoInit", new AutoInit().withInput(DATA.mean(), square(DATA.deviation())));
    return inits;
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String summary() {
    return "dense nets of 10, 50, 100 layers × five activations: do they train from Glorot, He,"
        + " AutoInit?";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    int epochs = DATA.epochs(STEPS, BATCH);
    return Experiment.named(full ? "depth-full" : "depth")
        .axis(DEPTH)
        .axis(ACTIVATION)
        .axis(INIT)
        .seeds(seeds)
        .network(point -> dense(full ? 128 : 64, point))
        .data(DATA.spec())
        .batch(BATCH)
        .budget(Budget.epochs(full ? 5 * epochs : epochs))
        .build();
  }

  private static Network dense(int width, Point point) {
    VectorHandle at = DATA.standardised("depth").flatten();
    for (int i = 0; i < point.get(DEPTH); i++) at = at.dense(width, point.get(ACTIVATION));
    return at.dense(AtHand.CLASSES).init(point.get(INIT)).build();
  }

  @Override
  public String compared() {
    return INIT.name();
  }
}
