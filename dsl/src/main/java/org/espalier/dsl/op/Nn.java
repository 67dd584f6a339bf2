package org.espalier.dsl.op;

/** Ops that networks are made of: convolution, pooling, softmax, losses. */
public final class Nn {
  private Nn() {}
}
