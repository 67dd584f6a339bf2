/** Initializers: how weights start. */
package org.espalier.dsl.init;
