package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/** Normal, mean 0, variance 2/(fanIn + fanOut). Source: Glorot and Bengio, AISTATS 2010. */
public record GlorotNormal() implements Initializer {
  @Override
  public Nd values(Site site) {
    return Fill.normal(site, 2 / (site.fanIn() + site.fanOut()));
  }
}
