package org.espalier.dsl.layer;

import org.espalier.dsl.activation.Activation;

/** A layer that ends in an activation, which can be exchanged. */
public interface Activated extends Layer {
  /** What it ends in. */
  Activation activation();

  /** A copy that ends in another activation. */
  Layer withActivation(Activation activation);
}
