/** Readings of an expression: gradient, evaluation, moments, bounds, cost. */
package org.espalier.dsl.reading;
