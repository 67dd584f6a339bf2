/** Activations, one record each. */
package org.espalier.dsl.activation;
