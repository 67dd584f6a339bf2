package org.espalier.dsl

import org.espalier.dsl.loss.BinaryCrossEntropy
import org.espalier.dsl.loss.MeanAbsoluteError
import org.espalier.dsl.loss.MeanSquaredError
import org.espalier.dsl.loss.SoftmaxCrossEntropy
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy

/** −log p of the class id; output `[batch, …, classes]`, target int32 `[batch, …]`. See [SparseSoftmaxCrossEntropy]. */
public fun sparseSoftmaxCrossEntropy(): SparseSoftmaxCrossEntropy = SparseSoftmaxCrossEntropy()

/** −Σ t·log p, targets one-hot or other probabilities; output and target `[batch, …, classes]`. See [SoftmaxCrossEntropy]. */
public fun softmaxCrossEntropy(): SoftmaxCrossEntropy = SoftmaxCrossEntropy()

/** −t·log p − (1 − t)·log(1 − p) of each element, targets in `[0, 1]`; see [BinaryCrossEntropy]. */
public fun binaryCrossEntropy(): BinaryCrossEntropy = BinaryCrossEntropy()

/** The mean of (output − target)² over all axes but batch; a loss and a metric. See [MeanSquaredError]. */
public fun meanSquaredError(): MeanSquaredError = MeanSquaredError()

/** The mean of |output − target| over all axes but batch; a loss and a metric. See [MeanAbsoluteError]. */
public fun meanAbsoluteError(): MeanAbsoluteError = MeanAbsoluteError()
