package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/**
 * Normal (not truncated), mean 0, variance 1/fanIn. Source: LeCun et al., Efficient BackProp, 1998.
 */
public record LeCunNormal() implements Initializer {
  @Override
  public Nd values(Site site) {
    return Fill.normal(site, 1 / site.fanIn());
  }
}
