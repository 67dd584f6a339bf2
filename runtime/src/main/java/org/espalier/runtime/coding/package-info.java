/**
 * Learning structure on TensorFlow: reads the data in batches, codes them, moves the atoms, scores
 * the layers, and keeps its state in a file, so that it can be stopped and goes on where it was.
 */
package org.espalier.runtime.coding;
