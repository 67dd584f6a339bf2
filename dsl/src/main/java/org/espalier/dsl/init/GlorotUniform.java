package org.espalier.dsl.init;

import org.espalier.dsl.tensor.Nd;

/**
 * Uniform in ±√(6/(fanIn + fanOut)): variance 2/(fanIn + fanOut). Source: Glorot and Bengio, AISTATS
 * 2010.
 */
public record GlorotUniform() implements Initializer {
  @Override
  public Nd values(Site site) {
    double limit = Math.sqrt(6 / (site.fanIn() + site.fanOut()));
    Nd out = Nd.zeros(site.dims());
    for (int i = 0; i < out.size(); i++) out.data()[i] = limit * (2 * site.random().nextUniform() - 1);
    return out;
  }
}
