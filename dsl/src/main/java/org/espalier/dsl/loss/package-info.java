/** Losses. */
package org.espalier.dsl.loss;
