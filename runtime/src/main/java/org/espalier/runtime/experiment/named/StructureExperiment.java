package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EfficientCodingBuilder;
import org.espalier.dsl.coding.GroupPerSample;
import org.espalier.dsl.coding.LinksPerAtom;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code structure}: links learned by efficient coding against as many random ones, on digits and
 * on small colour pictures; with a strong link penalty γ and weaker ones, and with the reading of
 * "group" in which neighbouring units share a norm. After Yuan et al., arXiv:2105.13905.
 */
public final class StructureExperiment extends TenClasses {
  private static final Axis<Function<EfficientCodingBuilder, EfficientCodingBuilder>> READING =
      new Axis<>("reading", readings());

  private static Map<String, Function<EfficientCodingBuilder, EfficientCodingBuilder>> readings() {
    Map<String, Function<EfficientCodingBuilder, EfficientCodingBuilder>> all =
        new LinkedHashMap<>();
    for (double gamma : new double[] {0.02, 0.005, 0.001}) {
      all.put("γ = " + gamma, coding -> coding.links(new LinksPerAtom(gamma)));
    }
    all.put(
        "groups of 4, γ = 0.005",
        coding -> coding.penalty(new GroupPerSample(4)).links(new LinksPerAtom(0.005)));
    return all;
  }

  @Override
  public String name() {
    return "structure";
  }

  @Override
  public String summary() {
    return "links learned by efficient coding, by four readings, against as many random ones";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return LearnedNets.learned(
            LearnedNets.experiment(name(), full).axis(READING).axis(LearnedNets.MASKS).seeds(seeds),
            at -> coding(full, at.get(READING)),
            at -> at.get(LearnedNets.MASKS))
        .build();
  }

  private static EfficientCoding coding(
      boolean full, Function<EfficientCodingBuilder, EfficientCodingBuilder> reading) {
    return reading.apply(LearnedNets.coding(1, full).density(0.08)).build();
  }

  @Override
  public String compared() {
    return LearnedNets.MASKS.name();
  }
}
