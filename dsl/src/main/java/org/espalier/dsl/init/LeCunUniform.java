package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/** Uniform in ±√(3/fanIn): variance 1/fanIn. Source: LeCun et al., Efficient BackProp, 1998. */
public record LeCunUniform() implements Initializer {
  @Override
  public Nd values(Site site) {
    return Fill.uniform(site, 1 / site.fanIn());
  }
}
