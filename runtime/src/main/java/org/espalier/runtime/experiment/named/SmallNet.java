package org.espalier.runtime.experiment.named;

import java.util.function.BiFunction;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.ExperimentBuilder;
import org.espalier.runtime.experiment.Point;

/** Two relu nets small enough to be trained many times, and what they are trained on. */
enum SmallNet {
  /** Two dense layers of 64 on digits. */
  MLP(AtHand.digits()),
  /** Convolutions 3×3 of 8 and 16 filters, each before a pool of 2, and 64 dense units. */
  CNN(AtHand.pictures());

  private static final int BATCH = 100;

  private static final Axis<SmallNet> NETWORK = Axis.of("network", values());

  private final AtHand data;

  SmallNet(AtHand data) {
    this.data = data;
  }

  AtHand data() {
    return data;
  }

  /**
   * Begins an experiment on both, trained for at least so many steps and two epochs, so that the
   * first can be told apart.
   *
   * @param described what is trained, by the net and by what else the experiment varies
   */
  static ExperimentBuilder experiment(
      String name, int steps, BiFunction<SmallNet, Point, Network> described) {
    return Experiment.named(name)
        .axis(NETWORK)
        .network(at -> described.apply(at.get(NETWORK), at))
        .data(at -> at.get(NETWORK).data.spec())
        .batch(BATCH)
        .budget(at -> Budget.epochs(Math.max(2, at.get(NETWORK).data.epochs(steps, BATCH))));
  }

  /** With {@code scale} times the units and filters. */
  Network network(Initializer init, int scale) {
    if (this == MLP) {
      return data.standardised("mlp")
          .flatten()
          .dense(64 * scale, new Relu())
          .dense(64 * scale, new Relu())
          .dense(AtHand.CLASSES)
          .init(init)
          .build();
    }
    return data.standardised("cnn")
        .conv2d(new Conv2d(8 * scale, 3, new Relu()).same())
        .maxPool(2)
        .conv2d(new Conv2d(16 * scale, 3, new Relu()).same())
        .maxPool(2)
        .flatten()
        .dense(64 * scale, new Relu())
        .dense(AtHand.CLASSES)
        .init(init)
        .build();
  }
}
