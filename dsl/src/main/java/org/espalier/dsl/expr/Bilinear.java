package org.espalier.dsl.expr;

import org.espalier.dsl.tensor.Dim;

/**
 * Kind: a sum of products of elements of its first two inputs, linear in each: matrix products,
 * einsum, convolutions and their adjoints.
 */
public interface Bilinear extends SimpleOp {
  /** Number of products added up in one output element, at most. */
  Dim terms(Node node);
}
