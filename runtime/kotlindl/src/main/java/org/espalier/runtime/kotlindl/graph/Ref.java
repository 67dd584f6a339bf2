package org.espalier.runtime.kotlindl.graph;

/**
 * An output of one use of a layer.
 *
 * @param layer Keras's name of it
 * @param use which use, from 0
 * @param tensor which of its outputs, from 0
 */
record Ref(String layer, int use, int tensor) {}
