package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.activation.Formula;
import org.espalier.dsl.activation.GaussianPair;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.init.GlorotNormal;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.LeCunNormal;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.TensorHandle;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.NamedExperiment;
import org.espalier.runtime.experiment.Point;
import org.espalier.runtime.experiment.ResultTable;

/**
 * {@code gaussian}: how far pre-activations are from standard normal along 30 layers, with weights
 * and activation as one Gaussian pair, against tanh with Glorot's weights and relu with He's.
 * Nothing is trained. Each example is scaled to have mean square 1. After Wolinski and Arbel,
 * arXiv:2205.12379.
 */
public final class GaussianExperiment implements NamedExperiment {
  private static final int DEPTH = 30;
  private static final int EXAMPLES = 5;

  /** Values of each law that is compared. */
  private static final int DRAWS = 4096;

  /** Which pre-activations are looked at. */
  private static final List<String> STEPS = List.of("z1", "z2", "z3", "z5", "z10", "z20", "z30");

  private static final Axis<Integer> WIDTH = Axis.of("width", 8, 32, 128);
  private static final Axis<Pair> PAIR = new Axis<>("pair", pairs());

  private record Pair(Formula activation, Initializer init) {
    static Pair of(double theta) {
      GaussianPair pair = new GaussianPair(theta);
      return new Pair(pair.activation(), pair.initializer());
    }
  }

  private static Map<String, Pair> pairs() {
    Map<String, Pair> pairs = new LinkedHashMap<>();
    for (double theta : new double[] {2.5, 5, 10}) pairs.put("θ = " + theta, Pair.of(theta));
    pairs.put("tanh, glorot", new Pair(new Tanh(), new GlorotNormal()));
    pairs.put("relu, he", new Pair(new Relu(), new HeNormal()));
    return pairs;
  }

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String summary() {
    return "how normal pre-activations stay along 30 layers: Gaussian pairs against tanh and relu";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    int draws = full ? 16 * DRAWS : DRAWS;
    return Experiment.named(full ? "gaussian-full" : "gaussian")
        .axis(WIDTH)
        .axis(PAIR)
        .seeds(seeds)
        .network(GaussianExperiment::network)
        .data(AtHand.digits().spec())
        .budget(Budget.epochs(0))
        .measures(at -> List.of(new Normality(STEPS, draws / at.get(WIDTH), EXAMPLES)))
        .build();
  }

  private static Network network(Point point) {
    TensorHandle scaled =
        AtHand.digits()
            .standardised("gaussian")
            .flatten()
            .lambda("scaled", x -> x.div(x.square().mean(1).expand(1).sqrt()));
    VectorHandle z = scaled.asVector();
    Pair pair = point.get(PAIR);
    for (int i = 1; i <= DEPTH; i++) {
      Dense next = new Dense(point.get(WIDTH)).withoutBias();
      z = z.dense("z" + i, i == 1 ? next.withKernel(new LeCunNormal()) : next);
      if (i < DEPTH) z = z.activation("a" + i, pair.activation());
    }
    return z.init(pair.init()).build();
  }

  /** By the distance in the last layer. */
  @Override
  public ResultTable judged(ResultTable results) {
    return results.by("start/normality/z" + DEPTH);
  }

  @Override
  public String compared() {
    return PAIR.name();
  }
}
