package org.espalier.dsl.reading;

import org.espalier.dsl.expr.Node;

/**
 * What one application of an op costs.
 *
 * @param node the application
 * @param macs multiply-accumulates: those of matrix products and convolutions
 * @param flops other scalar operations: elementwise functions, reductions
 * @param bytes size of its outputs
 * @param assumed true where the op's kind tells nothing, and one operation per output is assumed
 */
public record OpCost(Node node, long macs, long flops, long bytes, boolean assumed) {}
