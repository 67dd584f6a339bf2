/**
 * The TensorFlow reading of expressions: a table from ops to raw TensorFlow ops, one file per
 * family.
 */
package org.espalier.tf.lowering;
