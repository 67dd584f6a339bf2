package org.espalier.runtime.kotlindl.graph;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;

/**
 * Keras says at every layer how its kernel starts, Espalier says once what holds for most: the most
 * frequent one becomes the network's policy.
 */
final class Policy {
  private Policy() {}

  static Network of(Network network) {
    Map<Initializer, Integer> count = new LinkedHashMap<>();
    count(network, count);
    Initializer policy =
        count.entrySet().stream()
            .max(Comparator.<Map.Entry<Initializer, Integer>>comparingInt(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(new GlorotUniform());
    return apply(network, policy);
  }

  private static void count(Network network, Map<Initializer, Integer> into) {
    for (Step step : network.steps()) {
      kernel(step.layer()).ifPresent(init -> into.merge(init, 1, Integer::sum));
      if (step.layer() instanceof Block block) count(block.network(), into);
    }
  }

  private static Optional<Initializer> kernel(Layer layer) {
    if (layer instanceof Dense dense) return dense.kernel();
    return layer instanceof Conv2d conv ? conv.kernel() : Optional.empty();
  }

  private static Network apply(Network network, Initializer policy) {
    List<Step> steps =
        network.steps().stream().map(s -> s.withLayer(apply(s.layer(), policy))).toList();
    return network.withSteps(steps).withInit(policy);
  }

  private static Layer apply(Layer layer, Initializer policy) {
    if (layer instanceof Block block) return new Block(apply(block.network(), policy));
    if (!kernel(layer).equals(Optional.of(policy))) return layer;
    Optional<Initializer> none = Optional.empty();
    if (layer instanceof Dense d) {
      return new Dense(d.units(), d.activation(), none, d.bias(), d.everyPosition());
    }
    Conv2d c = (Conv2d) layer;
    return new Conv2d(
        c.filters(),
        c.kernelHeight(),
        c.kernelWidth(),
        c.windows(),
        c.activation(),
        none,
        c.bias());
  }
}
