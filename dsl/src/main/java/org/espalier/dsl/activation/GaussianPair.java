package org.espalier.dsl.activation;

import org.espalier.dsl.init.LeCunNormal;
import org.espalier.dsl.init.SymmetricWeibull;

/**
 * An activation and a law of weights that belong together: with weights of the one, what the other
 * makes of standard normal numbers sums up to standard normal numbers, in layers of any width, as
 * long as the units are independent. Deeper layers of narrow networks share inputs and are only
 * nearly so. Biases start at 0. The law's existence is the paper's; see {@link GaussianLaw}.
 *
 * <p>Inputs given to the first layer are not activated; it takes {@link #first()} and inputs of
 * expected square 1. <b>Reconstruction:</b> that treatment of the inputs is ours.
 *
 * @param theta exponent of the weights' law, &gt; 2
 * @param variant of the activation
 */
public record GaussianPair(double theta, GaussianPhi.Variant variant) {
  public GaussianPair {
    GaussianLaw.theta(theta);
  }

  /** With the odd activation. */
  public GaussianPair(double theta) {
    this(theta, GaussianPhi.Variant.ODD);
  }

  /** The activation. */
  public GaussianPhi activation() {
    return new GaussianPhi(theta, variant);
  }

  /** Of all kernels but the first. */
  public SymmetricWeibull initializer() {
    return new SymmetricWeibull(theta);
  }

  /** Of the first kernel. */
  public LeCunNormal first() {
    return new LeCunNormal();
  }
}
