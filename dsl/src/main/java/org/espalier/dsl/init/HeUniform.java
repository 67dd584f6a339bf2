package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/** Uniform in ±√(6/fanIn): variance 2/fanIn, for relu. Source: He et al., arXiv:1502.01852. */
public record HeUniform() implements Initializer {
  @Override
  public Nd values(Site site) {
    return Fill.uniform(site, 2 / site.fanIn());
  }
}
