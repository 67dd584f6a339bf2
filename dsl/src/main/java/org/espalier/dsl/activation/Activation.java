package org.espalier.dsl.activation;

import org.espalier.dsl.layer.UnaryLayer;

/** A layer with one input that keeps its shape; it may own parameters, shared or per channel. */
public interface Activation extends UnaryLayer {}
