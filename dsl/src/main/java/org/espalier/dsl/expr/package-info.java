/** Expressions: nodes, kinds of ops, functions. */
package org.espalier.dsl.expr;
