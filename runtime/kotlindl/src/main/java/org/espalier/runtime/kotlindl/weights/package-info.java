/** Weights from Keras's HDF5 files and KotlinDL's text files. */
package org.espalier.runtime.kotlindl.weights;
