/** Random numbers as pure functions of keys: streams, the generator, sources for the JVM. */
package org.espalier.dsl.random;
