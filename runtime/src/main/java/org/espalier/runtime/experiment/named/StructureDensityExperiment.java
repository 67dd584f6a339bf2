package org.espalier.runtime.experiment.named;

import org.espalier.dsl.coding.LinksPerAtom;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code structure-density}: one learned layer that keeps few or many of its links, against as many
 * random ones. After Yuan et al., arXiv:2105.13905.
 */
public final class StructureDensityExperiment extends TenClasses {
  private static final Axis<Double> DENSITY = Axis.of("density", 0.02, 0.05, 0.1, 0.3);

  @Override
  public String name() {
    return "structure-density";
  }

  @Override
  public String summary() {
    return "accuracy by the density of learned and of random links";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return LearnedNets.learned(
            LearnedNets.experiment(name(), full).axis(DENSITY).axis(LearnedNets.MASKS).seeds(seeds),
            at ->
                LearnedNets.coding(1, full)
                    .density(at.get(DENSITY))
                    .links(new LinksPerAtom(0.001))
                    .build(),
            at -> at.get(LearnedNets.MASKS))
        .build();
  }

  @Override
  public String compared() {
    return LearnedNets.MASKS.name();
  }
}
