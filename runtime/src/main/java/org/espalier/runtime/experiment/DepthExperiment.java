package org.espalier.runtime.experiment;

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

/**
 * {@code depth}: dense nets of 10, 50 and 100 hidden layers with five activations, weights by
 * Glorot, He or AutoInit: which of them train at all, and how well. After Bingham and Miikkulainen,
 * arXiv:2109.08958, whose experiments are larger.
 */
public final class DepthExperiment implements NamedExperiment {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  /** Twice the accuracy of guessing. */
  private static final double TRAINED = 2.0 / CLASSES;

  private static final Axis<Integer> DEPTH = Axis.of("depth", 10, 50, 100);
  private static final Axis<Activation> ACTIVATION =
      Axis.of("activation", new Relu(), new Tanh(), new Sigmoid(), new Selu(), new Mish());
  private static final Axis<Initializer> INIT = new Axis<>("init", inits());

  private static Map<String, Initializer> inits() {
    Map<String, Initializer> inits = new LinkedHashMap<>();
    inits.put("glorot", new GlorotUniform());
    inits.put("he", new HeNormal());
    inits.put("autoInit", new AutoInit());
    return inits;
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
    String data = DigitsAtHand.spec();
    boolean mnist = data.startsWith("mnist:");
    int epochs = mnist ? 1 : 4;
    return Experiment.named(full ? "depth-full" : "depth")
        .axis(DEPTH)
        .axis(ACTIVATION)
        .axis(INIT)
        .seeds(seeds)
        .network(point -> dense(full ? 128 : 64, point))
        .data(data)
        .budget(Budget.epochs(full ? 5 * epochs : epochs))
        .build();
  }

  private static Network dense(int width, Point point) {
    VectorHandle at = Network.named("depth").init(point.get(INIT)).image(SIDE, SIDE, 1).flatten();
    for (int i = 0; i < point.get(DEPTH); i++) at = at.dense(width, point.get(ACTIVATION));
    return at.dense(CLASSES).build();
  }

  @Override
  public ResultTable judged(ResultTable results) {
    return results.trainedFrom(TRAINED);
  }

  @Override
  public String compared() {
    return INIT.name();
  }
}
