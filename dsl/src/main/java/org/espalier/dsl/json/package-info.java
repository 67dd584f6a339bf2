/**
 * The JSON family: how values are written as JSON and read back in another JVM. Library types are
 * found by an index that the build writes; a class name in a file is never loaded.
 */
package org.espalier.dsl.json;
