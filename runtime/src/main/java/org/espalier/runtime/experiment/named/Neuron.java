package org.espalier.runtime.experiment.named;

import java.util.function.IntFunction;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.DendriteConv2d;
import org.espalier.dsl.layer.DendriteDense;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.PyNadaConv2d;
import org.espalier.dsl.layer.PyNadaDense;
import org.espalier.dsl.network.ImageHandle;
import org.espalier.dsl.network.Network;

/**
 * A kind of hidden unit, and the two small networks made of it.
 *
 * @param first the first layer: dense units of the mlp, which see pixels
 * @param firstConv the first layer of the cnn, filters 3×3 with padding
 * @param dense later dense layers
 * @param conv later convolutions, filters 3×3 with padding
 * @param output the last layer, which gives logits
 * @param weights stored for each weight of an ordinary layer
 */
record Neuron(
    IntFunction<Layer> first,
    IntFunction<Layer> firstConv,
    IntFunction<Layer> dense,
    IntFunction<Layer> conv,
    IntFunction<Layer> output,
    double weights) {
  /** Weighted sums, then an activation. */
  static Neuron of(Activation f) {
    IntFunction<Layer> dense = units -> new Dense(units, f);
    IntFunction<Layer> conv = filters -> new Conv2d(filters, 3, f).same();
    return new Neuron(dense, conv, dense, conv, Dense::new, 1);
  }

  /** With an apical dendrite of its own weights. */
  static Neuron pyNada(Activation dendrite) {
    IntFunction<Layer> dense = units -> new PyNadaDense(units, dendrite);
    IntFunction<Layer> conv = filters -> new PyNadaConv2d(new Conv2d(filters, 3, dendrite).same());
    return new Neuron(dense, conv, dense, conv, Dense::new, 2);
  }

  /** With a bias at every connection; the first layer is linear, since the next one activates. */
  static Neuron dendriteGated() {
    return new Neuron(
        units -> new Dense(units, new Linear()),
        filters -> new Conv2d(filters, 3, new Linear()).same(),
        DendriteDense::new,
        filters -> new DendriteConv2d(filters, 3).same(),
        units -> new DendriteDense(units).withOutputBias(),
        1.1);
  }

  /** Of as many parameters as a width gives ordinary units, as nearly as whole widths allow. */
  Network network(SmallNet kind, int width) {
    long wanted = parameters(described(kind, width, width, Neuron.of(new Linear())));
    int filters = (int) Math.max(1, Math.round(width / Math.sqrt(weights)));
    int units = 1;
    while (parameters(described(kind, filters, 2 * units, this)) <= wanted) units *= 2;
    for (int step = units / 2; step > 0; step /= 2) {
      if (parameters(described(kind, filters, units + step, this)) <= wanted) units += step;
    }
    Network below = described(kind, filters, units, this);
    Network above = described(kind, filters, units + 1, this);
    return wanted - parameters(below) <= parameters(above) - wanted ? below : above;
  }

  private static long parameters(Network network) {
    return network.summary().parameters();
  }

  /** The mlp has two hidden layers of {@code units}; the cnn's filters are an 8th and a 4th. */
  private static Network described(SmallNet kind, int filters, int units, Neuron n) {
    ImageHandle pixels = kind.data().standardised(kind == SmallNet.MLP ? "mlp" : "cnn");
    if (kind == SmallNet.CNN) {
      pixels =
          pixels
              .layer(n.firstConv.apply(Math.max(1, filters / 8)))
              .maxPool(2)
              .layer(n.conv.apply(Math.max(1, filters / 4)))
              .maxPool(2);
    }
    IntFunction<Layer> first = kind == SmallNet.MLP ? n.first : n.dense;
    var features = pixels.flatten().layer(first.apply(units));
    if (kind == SmallNet.MLP) features = features.layer(n.dense.apply(units));
    return features.layer(n.output.apply(AtHand.CLASSES)).init(new HeNormal()).build();
  }
}
