package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/**
 * Uniform in ±√(6/(fanIn + fanOut)): variance 2/(fanIn + fanOut). Source: Glorot and Bengio,
 * AISTATS 2010.
 */
public record GlorotUniform() implements Initializer {
  @Override
  public Nd values(Site site) {
    return Fill.uniform(site, 2 / (site.fanIn() + site.fanOut()));
  }
}
