package org.espalier.dsl.coding;

import java.util.Locale;
import java.util.Optional;

/**
 * Keeps a layer whose codes describe its input in fewer bits. Inputs of which little is known raw,
 * as the border of a digit, are cheap as they are: on such data every layer costs more.
 *
 * @param minGain η, the least share of bits saved
 */
public record ShorterDescription(double minGain) implements DepthRule {
  @Override
  public Optional<String> objection(DescriptionLength length, double entropy, double before) {
    if (length.gain() >= minGain) return Optional.empty();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "its description saves %.3f of the bits, less than minGain = %s",
            length.gain(),
            minGain));
  }
}
