/**
 * The bridge to TensorFlow, the only room that imports {@code org.tensorflow}: everything that the
 * {@code dsl} room describes is turned into graphs, sessions and variables here.
 */
package org.espalier.tf;
