package org.espalier.runtime.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.GradientGrowth;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.runtime.fit.ScheduledPass;

/**
 * What the sparse experiments share: dense nets of three hidden layers, dense, or Erdős–Rényi
 * sparse (ε = 20, the last layer dense) and then left so, evolved by SET (ζ = 0.3 after every epoch
 * but the last), or moved by gradients (RigL, as often and until three quarters of the epochs).
 */
final class SparseGrid {
  private static final double EPSILON = 20;
  private static final double MOVED = 0.3;
  private static final int CLASSES = 10;

  /** How links are chosen. */
  private enum Method {
    DENSE,
    STATIC,
    SET,
    RIGL
  }

  private static final Axis<Method> METHOD = new Axis<>("method", methods());

  private SparseGrid() {}

  private static Map<String, Method> methods() {
    Map<String, Method> methods = new LinkedHashMap<>();
    methods.put("dense", Method.DENSE);
    methods.put("static", Method.STATIC);
    methods.put("set", Method.SET);
    methods.put("rigl", Method.RIGL);
    return methods;
  }

  /** Name of the axis that is compared. */
  static String compared() {
    return METHOD.name();
  }

  /**
   * All methods on one data set.
   *
   * @param image height, width, channels
   * @param widths of the hidden layers
   */
  static Experiment of(
      String name, String data, long[] image, int[] widths, int epochs, int seeds) {
    Function<Point, Network> network =
        point -> {
          Network dense = dense(image, widths);
          boolean sparse = point.get(METHOD) != Method.DENSE;
          return sparse ? Sparsity.epsilon(EPSILON).on(dense) : dense;
        };
    return Experiment.named(name)
        .axis(METHOD)
        .seeds(seeds)
        .network(network)
        .training(point -> Training.classification().optimizer(new Momentum(0.01)))
        .passes(point -> passes(point.get(METHOD), epochs))
        .data(data)
        .batch(100)
        .budget(Budget.epochs(epochs))
        .build();
  }

  private static Network dense(long[] image, int[] widths) {
    VectorHandle at =
        Network.named("sparse").init(new HeNormal()).image(image[0], image[1], image[2]).flatten();
    for (int width : widths) at = at.dense(width, new Relu());
    return at.dense(CLASSES).build();
  }

  private static List<ScheduledPass> passes(Method method, int epochs) {
    return switch (method) {
      case DENSE, STATIC -> List.of();
      case SET -> List.of(new ScheduledPass(1, new SparseEvolution(MOVED)).until(epochs - 1));
      case RIGL -> {
        int rounds = Math.max(1, epochs * 3 / 4);
        yield List.of(new ScheduledPass(1, new GradientGrowth(MOVED, rounds)).until(rounds));
      }
    };
  }
}
