package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/**
 * Normal (not truncated), mean 0, variance 2/fanIn: for relu. Source: He et al., arXiv:1502.01852.
 */
public record HeNormal() implements Initializer {
  @Override
  public Nd values(Site site) {
    return Fill.normal(site, 2 / site.fanIn());
  }
}
