package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Nd;

/**
 * An Erdős–Rényi random graph: each link is there on its own with the probability ε (in + out) /
 * (in · out), 1 at most, so that about ε (in + out) links are; all of them where that many do not
 * fit. Source: Mocanu et al., arXiv:1707.04780; they take ε = 20.
 *
 * @param epsilon links for each input and output, &gt; 0
 */
public record ErdosRenyiMask(double epsilon) implements LinkMask {
  public ErdosRenyiMask {
    Check.positive("epsilon", Check.finite("epsilon", epsilon));
  }

  @Override
  public double density(long... dims) {
    return Math.min(1, epsilon * sparseness(dims));
  }

  /**
   * (in + out) / (in · out).
   *
   * @param dims two sizes or more; the last two count inputs and outputs
   */
  public static double sparseness(long... dims) {
    int axes = dims.length;
    if (axes < 2) throw new EspalierException("inputs and outputs in its last two axes");
    return 1.0 / dims[axes - 1] + 1.0 / dims[axes - 2];
  }

  @Override
  public Nd values(Site site) {
    return new BernoulliMask(density(site.dims())).values(site);
  }
}
