package org.espalier.dsl.coding;

import java.util.Optional;

/** Keeps every layer whose codes are not all zero. */
public record EveryLayer() implements DepthRule {
  @Override
  public Optional<String> objection(DescriptionLength length, double entropy, double before) {
    return Optional.empty();
  }
}
