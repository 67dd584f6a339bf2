/**
 * The room where networks live: training, evaluation, prediction, data, checkpoints, provenance,
 * plots and reports. It reaches TensorFlow only through {@code org.espalier.tf}.
 */
package org.espalier.runtime;
