package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Each link is there on its own with one probability; their number is random. {@link RandomMask}
 * keeps an exact number.
 *
 * @param density the probability, in (0, 1]
 */
public record BernoulliMask(double density) implements LinkMask {
  public BernoulliMask {
    Check.density("density", density);
  }

  @Override
  public double density(long... dims) {
    return density;
  }

  @Override
  public Nd values(Site site) {
    return Nd.zeros(site.dims()).map(zero -> site.random().nextUniform() < density ? 1 : 0);
  }
}
