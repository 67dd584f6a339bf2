package org.espalier.dsl.coding;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Settings of {@link EfficientCoding} that differ from the standard ones. */
public final class EfficientCodingBuilder {
  private final List<Integer> widths;
  private Preparation preparation = EfficientCoding.whitening();
  private double lambda = 0.2;
  private CodePenalty penalty = new PlainCodes();
  private LinkPenalty links = new LinksPerAtom(0.005);
  private MaskRule mask = new KeepShare(0.08);
  private int groupSize = 4;
  private Pooling pooling = Pooling.NONE;
  private DepthRule depth = new ShorterDescription(0.02);
  private Rounds rounds = Rounds.standard();
  private int probe = 1024;
  private long seed = 1;

  EfficientCodingBuilder(int... widths) {
    this.widths = Arrays.stream(widths).boxed().toList();
  }

  /** What is done to the raw input; whitening unless said otherwise. */
  public EfficientCodingBuilder preparation(Preparation other) {
    preparation = other;
    return this;
  }

  /** λ, 0.2 unless said otherwise. */
  public EfficientCodingBuilder lambda(double weight) {
    lambda = weight;
    return this;
  }

  /** Ω, Σ|a| unless said otherwise. */
  public EfficientCodingBuilder penalty(CodePenalty other) {
    penalty = other;
    return this;
  }

  /** γ·Ψ, {@link LinksPerAtom} with γ = 0.005 unless said otherwise. */
  public EfficientCodingBuilder links(LinkPenalty other) {
    links = other;
    return this;
  }

  /** Keeps this share of all links, 0.08 unless said otherwise. */
  public EfficientCodingBuilder density(double share) {
    return mask(new KeepShare(share));
  }

  /** Which links are kept. */
  public EfficientCodingBuilder mask(MaskRule other) {
    mask = other;
    return this;
  }

  /** Units in an invariance group, 4 unless said otherwise. */
  public EfficientCodingBuilder groupSize(int units) {
    groupSize = units;
    return this;
  }

  /** What the next layer sees of a group: every unit, unless said otherwise. */
  public EfficientCodingBuilder pooling(Pooling other) {
    pooling = other;
    return this;
  }

  /** Which layers are kept: {@link ShorterDescription} by 0.02 unless said otherwise. */
  public EfficientCodingBuilder depth(DepthRule rule) {
    depth = rule;
    return this;
  }

  /** How long to search, changed. */
  public EfficientCodingBuilder rounds(UnaryOperator<Rounds> change) {
    rounds = change.apply(rounds);
    return this;
  }

  /** Samples coded together, 256 unless said otherwise. */
  public EfficientCodingBuilder batch(int samples) {
    return rounds(r -> new Rounds(samples, r.passes(), r.most(), r.tolerance(), r.settled()));
  }

  /** Passes over the data at most, 10 unless said otherwise. */
  public EfficientCodingBuilder passes(int most) {
    return rounds(r -> r.withPasses(most));
  }

  /** Samples that scores are measured on, 1024 unless said otherwise. */
  public EfficientCodingBuilder probe(int samples) {
    probe = samples;
    return this;
  }

  /** Of the first dictionary and the order of samples; 0 is a seed. */
  public EfficientCodingBuilder seed(long other) {
    seed = other;
    return this;
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException naming the one that is out of range
   */
  public EfficientCoding build() {
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
        seed);
  }
}
