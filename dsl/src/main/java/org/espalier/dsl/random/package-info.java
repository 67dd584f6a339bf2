/** The random family: where the numbers that are drawn on the JVM come from. */
package org.espalier.dsl.random;
