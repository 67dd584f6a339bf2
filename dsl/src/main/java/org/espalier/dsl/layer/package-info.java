/** Layers: what networks are made of, one record each. */
package org.espalier.dsl.layer;
