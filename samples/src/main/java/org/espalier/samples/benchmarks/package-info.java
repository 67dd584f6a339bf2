/**
 * Speed and size of Espalier against TensorFlow Java written by hand. Beside the bridge, the only
 * package that imports {@code org.tensorflow}. What was measured stands in {@code
 * samples/benchmarks/RESULTS.md}.
 */
package org.espalier.samples.benchmarks;
