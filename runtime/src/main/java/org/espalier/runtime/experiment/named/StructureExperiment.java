package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.runtime.coding.StructureBeginning;
import org.espalier.runtime.coding.StructureBeginning.Variant;
import org.espalier.runtime.coding.StructureFigures;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;

/**
 * {@code structure}: links learned by efficient coding against as many random ones, a dense net and
 * a CNN of as many parameters, on digits and on small colour pictures. Structure is learned once
 * for each seed, from the training examples without their labels. After Yuan et al.,
 * arXiv:2105.13905.
 */
public final class StructureExperiment extends TenClasses {
  private static final int STEPS = 600;
  private static final int BATCH = 128;
  private static final int SAMPLES = 10_000;

  private static final Axis<AtHand> DATA = new Axis<>("data", data());
  private static final Axis<Integer> LAYERS = Axis.of("layers", 1);
  private static final Axis<Integer> FULL_LAYERS = Axis.of("layers", 1, 2, 3);
  private static final Axis<Double> DENSITY = Axis.of("density", 0.08);
  private static final Axis<Double> FULL_DENSITY = Axis.of("density", 0.02, 0.08, 0.3);
  private static final Axis<Variant> LINKS = new Axis<>("links", variants());

  private static Map<String, AtHand> data() {
    Map<String, AtHand> data = new LinkedHashMap<>();
    data.put("digits", AtHand.digits());
    data.put("pictures", AtHand.pictures());
    return data;
  }

  private static Map<String, Variant> variants() {
    Map<String, Variant> variants = new LinkedHashMap<>();
    variants.put("learned, with weights", Variant.LEARNED);
    variants.put("learned", Variant.LINKS);
    variants.put("random", Variant.RANDOM);
    variants.put("dense", Variant.DENSE);
    variants.put("cnn", Variant.CNN);
    return variants;
  }

  @Override
  public String name() {
    return "structure";
  }

  @Override
  public String summary() {
    return "links learned by efficient coding against random ones, dense and cnn of equal size";
  }

  @Override
  public Experiment experiment(boolean full, int seeds) {
    Axis<Integer> layers = full ? FULL_LAYERS : LAYERS;
    Axis<Double> density = full ? FULL_DENSITY : DENSITY;
    int width = full ? 1600 : 400;
    return Experiment.named(full ? "structure-full" : "structure")
        .axis(DATA)
        .axis(layers)
        .axis(density)
        .axis(LINKS)
        .seeds(seeds)
        .network(at -> dense(at.get(DATA), at.get(layers), width))
        .beginning(
            at ->
                new StructureBeginning(
                    coding(at.get(layers), at.get(density), width),
                    SAMPLES,
                    AtHand.CLASSES,
                    at.get(LINKS)))
        .data(at -> at.get(DATA).spec())
        .batch(BATCH)
        .budget(at -> budget(at.get(DATA), full))
        .measure(new StructureFigures())
        .build();
  }

  private static Budget budget(AtHand data, boolean full) {
    return Budget.epochs(data.epochs(full ? 5 * STEPS : STEPS, BATCH));
  }

  private static EfficientCoding coding(int layers, double density, int width) {
    int[] widths = IntStream.generate(() -> width).limit(layers).toArray();
    return EfficientCoding.widths(widths)
        .lambda(0.5)
        .density(density)
        .passes(3)
        .depth(new EveryLayer())
        .build();
  }

  /** As large as the widest of them, for the estimate of the time. */
  private static Network dense(AtHand data, int layers, int width) {
    VectorHandle at = data.standardised("structure").flatten();
    for (int i = 0; i < layers; i++) at = at.dense(width, new Relu());
    return at.dense(AtHand.CLASSES).build();
  }

  @Override
  public String compared() {
    return LINKS.name();
  }
}
