/** Optimizers: updates written as expressions. */
package org.espalier.dsl.optimizer;
