package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Uniform in [min, max), independent of the shape.
 *
 * @param min finite
 * @param max finite, at least {@code min}
 */
public record Uniform(double min, double max) implements Initializer {
  public Uniform {
    Check.finite("min", min);
    Check.finite("max", max);
    Check.that(min <= max, "max must be >= min, got min %s and max %s", min, max);
  }

  @Override
  public Nd values(Site site) {
    return Fill.with(site, () -> min + (max - min) * site.random().nextUniform());
  }
}
