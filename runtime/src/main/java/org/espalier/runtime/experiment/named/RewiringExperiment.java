package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.Orthogonal;
import org.espalier.dsl.init.Rewired;
import org.espalier.dsl.init.Stabilised;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code rewiring}: Glorot, He and orthogonal weights as drawn, rewired by preferential attachment,
 * and stabilised by choosing among 100 draws: accuracy after the first epoch and the last, how much
 * it differs between seeds, and how much strengths vary at the start. After Scabini, De Baets and
 * Bruno, arXiv:2207.08148, whose networks are larger.
 */
public final class RewiringExperiment extends TenClasses {
  private static final int DRAWS = 100;
  private static final int STEPS = 300;

  private static final Axis<Initializer> BASE =
      new Axis<>(
          "base",
          ordered(
              "glorot", new GlorotUniform(), "he", new HeNormal(), "orthogonal", new Orthogonal()));
  private static final Axis<UnaryOperator<Initializer>> CHANGE =
      new Axis<>(
          "change",
          ordered(
              "plain",
              base -> base,
              "rewired",
              Rewired::new,
              "stabilised",
              b -> new Stabilised(b, DRAWS)));

  private static <T> Map<String, T> ordered(String a, T x, String b, T y, String c, T z) {
    Map<String, T> all = new LinkedHashMap<>();
    all.put(a, x);
    all.put(b, y);
    all.put(c, z);
    return all;
  }

  @Override
  public String name() {
    return "rewiring";
  }

  @Override
  public String summary() {
    return "Glorot, He, orthogonal: plain, rewired, stabilised, on a small mlp and cnn";
  }

  @Override
  public int seeds() {
    return 10;
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return SmallNet.experiment(
            full ? "rewiring-full" : "rewiring",
            full ? 10 * STEPS : STEPS,
            (net, at) -> net.network(at.get(CHANGE).apply(at.get(BASE)), full ? 4 : 1))
        .axis(BASE)
        .axis(CHANGE)
        .seeds(seeds)
        .measure(new Strengths())
        .build();
  }

  @Override
  public String compared() {
    return CHANGE.name();
  }
}
