package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Fplus;
import org.espalier.dsl.activation.Mish;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.TrainablePfplus;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code activations}: hidden units of eight kinds in the same two networks with equally many
 * parameters: relu, mish, Nish (arXiv:2210.09083), leaky ADA and PyNADA (arXiv:2003.03229), FPLUS
 * and trained PFPLUS (arXiv:2111.14349), dendrite-activated connections (arXiv:2301.00924).
 */
public final class ActivationsExperiment extends TenClasses {
  private static final int STEPS = 300;
  private static final double LEAK = 0.01;

  private static final Axis<Neuron> NEURON = new Axis<>("neuron", neurons());

  private static Map<String, Neuron> neurons() {
    Map<String, Neuron> neurons = new LinkedHashMap<>();
    neurons.put("relu", Neuron.of(new Relu()));
    neurons.put("mish", Neuron.of(new Mish()));
    neurons.put("nish", Neuron.of(new Nish()));
    neurons.put("ada", Neuron.of(new Ada(0.3, 0, LEAK)));
    neurons.put("fplus", Neuron.of(new Fplus()));
    neurons.put("pfplus", Neuron.of(new TrainablePfplus()));
    neurons.put("pyNada", Neuron.pyNada(new Ada(0.3, 0, LEAK)));
    neurons.put("dendrites", Neuron.dendriteGated());
    return neurons;
  }

  @Override
  public String name() {
    return "activations";
  }

  @Override
  public String summary() {
    return "eight kinds of hidden units at equal parameter counts, on a small mlp and cnn";
  }

  @Override
  public int seeds() {
    return 10;
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return SmallNet.experiment(
            full ? "activations-full" : "activations",
            full ? 10 * STEPS : STEPS,
            (net, at) -> at.get(NEURON).network(net, full ? 256 : 64))
        .axis(NEURON)
        .seeds(seeds)
        .build();
  }

  @Override
  public String compared() {
    return NEURON.name();
  }
}
