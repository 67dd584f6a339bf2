package org.espalier.runtime.experiment.named;

import org.espalier.dsl.coding.LinksPerAtom;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code structure-depth}: one to three learned layers, whatever the depth rule says of them,
 * against random links, a dense net and a CNN of equal size; entropy and gain of each layer are
 * among the results. After Yuan et al., arXiv:2105.13905.
 */
public final class StructureDepthExperiment extends TenClasses {
  private static final Axis<Integer> LAYERS = Axis.of("layers", 1, 2, 3);

  @Override
  public String name() {
    return "structure-depth";
  }

  @Override
  public String summary() {
    return "one to three learned layers against random ones, dense and cnn; entropy and accuracy";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return LearnedNets.learned(
            LearnedNets.experiment(name(), full).axis(LAYERS).axis(LearnedNets.LINKS).seeds(seeds),
            at ->
                LearnedNets.coding(at.get(LAYERS), full)
                    .density(0.08)
                    .links(new LinksPerAtom(0.005))
                    .build(),
            at -> at.get(LearnedNets.LINKS))
        .build();
  }

  @Override
  public String compared() {
    return LearnedNets.LINKS.name();
  }
}
