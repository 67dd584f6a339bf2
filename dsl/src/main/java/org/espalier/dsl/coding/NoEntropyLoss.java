package org.espalier.dsl.coding;

import java.util.Locale;
import java.util.Optional;
import org.espalier.dsl.error.Check;

/**
 * Keeps a layer whose output entropy is not much below that of the layer before; the first one is
 * always kept.
 *
 * @param most share of the entropy's magnitude that it may fall by, ≥ 0
 */
public record NoEntropyLoss(double most) implements DepthRule {
  /** The share from which a report warns. */
  public static final double WARNED = 0.1;

  public NoEntropyLoss {
    Check.notNegative("most", most);
  }

  /** Whether an output entropy is that much below the one before. */
  boolean falls(double entropy, double before) {
    return entropy < before - most * Math.abs(before);
  }

  @Override
  public Optional<String> objection(DescriptionLength length, double entropy, double before) {
    if (!falls(entropy, before)) return Optional.empty();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "its output entropy %.4f is more than %s below the %.4f of the layer before",
            entropy,
            most,
            before));
  }
}
