/** Networks with their arrays, as values, and their file form. */
package org.espalier.dsl.snapshot;
