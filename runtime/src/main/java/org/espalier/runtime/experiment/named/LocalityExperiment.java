package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.espalier.dsl.coding.LinksPerAtom;
import org.espalier.runtime.coding.StructureBeginning.Variant;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.NamedExperiment;
import org.espalier.runtime.experiment.ResultTable;

/**
 * {@code locality}: how far from each other the links of a learned unit lie, also where all pixels
 * were moved before, so that neither the data nor the method can know which are neighbours. Nothing
 * is trained with labels. After Yuan et al., arXiv:2105.13905.
 */
public final class LocalityExperiment implements NamedExperiment {
  private static final long MOVED = 7;

  private static final Axis<OptionalLong> PIXELS = new Axis<>("pixels", pixels());

  private static Map<String, OptionalLong> pixels() {
    Map<String, OptionalLong> pixels = new LinkedHashMap<>();
    pixels.put("as they are", OptionalLong.empty());
    pixels.put("permuted", OptionalLong.of(MOVED));
    return pixels;
  }

  @Override
  public String name() {
    return "locality";
  }

  @Override
  public String summary() {
    return "distance between the links of a learned unit, also after the pixels were permuted";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    return LearnedNets.learned(
            LearnedNets.experiment(name(), full).axis(PIXELS).seeds(seeds),
            at -> LearnedNets.coding(1, full).density(0.08).links(new LinksPerAtom(0.02)).build(),
            at -> Variant.LEARNED)
        .data(at -> spec(at.get(LearnedNets.DATA), at.get(PIXELS)))
        .budget(Budget.epochs(0))
        .measures(at -> List.of(new LinkDistances(at.get(PIXELS))))
        .build();
  }

  private static String spec(AtHand data, OptionalLong moved) {
    return moved.isEmpty() ? data.spec() : "permuted:" + moved.getAsLong() + ":" + data.spec();
  }

  /** By the distance where the pixels were at first. */
  @Override
  public ResultTable judged(ResultTable results) {
    return results.by("start/distance/undone");
  }

  @Override
  public String compared() {
    return PIXELS.name();
  }
}
