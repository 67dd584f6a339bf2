/** Sizes, shapes, types and plain arrays. */
package org.espalier.dsl.tensor;
