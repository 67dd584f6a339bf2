/** Keras's JSON architectures: read, made into networks, written. */
package org.espalier.runtime.kotlindl.graph;
