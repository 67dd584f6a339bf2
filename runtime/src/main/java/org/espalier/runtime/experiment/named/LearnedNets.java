package org.espalier.runtime.experiment.named;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EfficientCodingBuilder;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.runtime.coding.StructureBeginning;
import org.espalier.runtime.coding.StructureBeginning.Variant;
import org.espalier.runtime.coding.StructureFigures;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.ExperimentBuilder;
import org.espalier.runtime.experiment.Point;

/**
 * What the experiments on learned structure share: digits and small colour pictures, structure
 * learned once for each seed from the first training examples without their labels, and the
 * classifiers that are made of it.
 */
final class LearnedNets {
  /** What is trained on. */
  static final Axis<AtHand> DATA = new Axis<>("data", data());

  /** Learned links and as many random ones. */
  static final Axis<Variant> MASKS = links(Variant.LEARNED, Variant.LINKS, Variant.RANDOM);

  /** These, a dense net and a CNN. */
  static final Axis<Variant> LINKS =
      links(Variant.LEARNED, Variant.LINKS, Variant.RANDOM, Variant.DENSE, Variant.CNN);

  private static final int STEPS = 600;
  private static final int BATCH = 128;
  private static final int SAMPLES = 10_000;

  private LearnedNets() {}

  private static Map<String, AtHand> data() {
    Map<String, AtHand> data = new LinkedHashMap<>();
    data.put("digits", AtHand.digits());
    data.put("pictures", AtHand.pictures());
    return data;
  }

  private static Axis<Variant> links(Variant... some) {
    Map<String, Variant> variants = new LinkedHashMap<>();
    for (Variant each : some) variants.put(label(each), each);
    return new Axis<>("links", variants);
  }

  private static String label(Variant variant) {
    return switch (variant) {
      case LEARNED -> "learned, with weights";
      case LINKS -> "learned";
      case RANDOM -> "random";
      case DENSE -> "dense";
      case CNN -> "cnn";
    };
  }

  /** Begins an experiment on {@link #DATA}. */
  static ExperimentBuilder experiment(String name, boolean full) {
    return Experiment.named(full ? name + "-full" : name)
        .axis(DATA)
        .data(at -> at.get(DATA).spec())
        .batch(BATCH)
        .budget(at -> Budget.epochs(at.get(DATA).epochs(full ? 5 * STEPS : STEPS, BATCH)))
        .measure(new StructureFigures());
  }

  /**
   * Adds what trials begin from.
   *
   * @param coding how structure is learned
   * @param variant the classifier that is made of it
   */
  static ExperimentBuilder learned(
      ExperimentBuilder experiment,
      Function<Point, EfficientCoding> coding,
      Function<Point, Variant> variant) {
    return experiment
        .network(at -> dense(at.get(DATA), coding.apply(at)))
        .beginning(
            at ->
                new StructureBeginning(
                    coding.apply(at), SAMPLES, AtHand.CLASSES, variant.apply(at)));
  }

  /** As large as the widest of them, for the estimate of the time. */
  private static Network dense(AtHand data, EfficientCoding coding) {
    VectorHandle at = data.standardised("structure").flatten();
    for (int width : coding.widths()) at = at.dense(width, new Relu());
    return at.dense(AtHand.CLASSES).build();
  }

  /** Layers of 400 units, 1600 in full, whatever the depth rule says. */
  static EfficientCodingBuilder coding(int layers, boolean full) {
    int[] widths = IntStream.generate(() -> full ? 1600 : 400).limit(layers).toArray();
    return EfficientCoding.widths(widths).lambda(0.5).passes(3).depth(new EveryLayer());
  }
}
