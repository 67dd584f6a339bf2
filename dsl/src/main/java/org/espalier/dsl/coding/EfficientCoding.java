package org.espalier.dsl.coding;

import java.util.List;
import java.util.OptionalDouble;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.layer.ContrastNorm;

/**
 * How structure is learned from unlabelled data: layer by layer, a dictionary whose sparse codes
 * describe the layer's input briefly, of which the strong links are kept. The runtime's {@code
 * learn} does it. Source: Yuan et al., arXiv:2105.13905; that the objective is sparse coding over
 * whole inputs, layer after layer, is the paper's, every number and formula is a reconstruction.
 *
 * @param widths units of each layer, at most that many layers
 * @param preparation of the raw input; later layers are standardised per feature
 * @param lambda λ, the weight of the code penalty, &gt; 0; also the threshold of the encoder
 * @param penalty Ω
 * @param links γ·Ψ
 * @param mask which links are kept
 * @param groupSize units in an invariance group, ≥ 1; where the penalty has groups they are used
 * @param pooling what the next layer sees of a group
 * @param depth which layers are kept
 * @param rounds how long to search
 * @param probe samples that scores are measured on, ≥ 2
 * @param seed of the first dictionary and the order of samples
 */
public record EfficientCoding(
    List<Integer> widths,
    Preparation preparation,
    double lambda,
    CodePenalty penalty,
    LinkPenalty links,
    MaskRule mask,
    int groupSize,
    Pooling pooling,
    DepthRule depth,
    Rounds rounds,
    int probe,
    long seed)
    implements Described {
  public EfficientCoding {
    widths = List.copyOf(widths);
    Check.that(!widths.isEmpty(), "widths must name at least one layer, got []");
    Check.positive("lambda", Check.finite("lambda", lambda));
    Check.positive("groupSize", groupSize);
    Check.that(probe >= 2, "probe must be >= 2, got %d", probe);
    if (penalty.groupSize() > 1) groupSize = penalty.groupSize();
    for (int width : widths) {
      Check.positive("width", width);
      Check.that(
          width % groupSize == 0,
          "width %d must be a multiple of the group size %d",
          width,
          groupSize);
    }
  }

  /**
   * Our settings, to be changed: {@code EfficientCoding.widths(1600, 1600).density(…)}; no
   * published ones are known.
   */
  public static EfficientCodingBuilder widths(int... widths) {
    return new EfficientCodingBuilder(widths);
  }

  /** The same with another seed. */
  public EfficientCoding withSeed(long other) {
    return new EfficientCoding(
        widths,
        preparation,
        lambda,
        penalty,
        links,
        mask,
        groupSize,
        pooling,
        depth,
        rounds,
        probe,
        other);
  }

  /** Contrast normalisation for pixels 0 … 1, and ZCA with ε = 0.1. */
  public static Preparation whitening() {
    return new Zca(OptionalDouble.of(ContrastNorm.UNIT_PIXELS), 0.1);
  }
}
