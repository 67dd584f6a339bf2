package org.espalier.dsl.coding;

import java.util.OptionalDouble;

/** Each feature to mean 0 and variance 1, and no more. */
public record PerFeature() implements Preparation {
  @Override
  public OptionalDouble contrast() {
    return OptionalDouble.empty();
  }

  @Override
  public Affine affine(Spread spread) {
    return Affine.standard(spread);
  }

  @Override
  public boolean needsCovariance() {
    return false;
  }
}
