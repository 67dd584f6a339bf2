/**
 * The room of values. What is described here (shapes, expressions, networks, step programs, passes)
 * needs no TensorFlow: this module has none on its class path and opens no file but those it is
 * handed. Each family of values has its own package.
 */
package org.espalier.dsl;
