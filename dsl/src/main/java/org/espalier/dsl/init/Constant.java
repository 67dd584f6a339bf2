package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/** One value everywhere: 0 for biases, 1 for scales. */
public record Constant(double value) implements Initializer {
  /** All zeros. */
  public static final Constant ZEROS = new Constant(0);

  /** All ones. */
  public static final Constant ONES = new Constant(1);

  @Override
  public Nd values(Site site) {
    return Nd.filled(value, site.dims());
  }
}
