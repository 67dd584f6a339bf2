/** Models, networks and weights from Keras and KotlinDL, and back to them. */
package org.espalier.runtime.kotlindl;
