package org.espalier.dsl

import org.espalier.dsl.loss.MeanSquaredError
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy
import org.espalier.dsl.metric.Accuracy
import org.espalier.dsl.step.Training

/**
 * How a classifier is trained: class ids from logits (or a final softmax), by Adam at 1e-3, reporting accuracy, unless
 * [describe] says otherwise. Equals [Training.classification].
 *
 * ```kotlin
 * println(classification { seed = 0 } == Training.classification().seed(0))
 * // → true
 * ```
 */
public fun classification(describe: TrainingScope.() -> Unit = {}): Training =
    TrainingScope(SparseSoftmaxCrossEntropy(), listOf(Accuracy())).apply(describe).build()

/** How numbers are learned: by mean squared error and Adam at 1e-3, unless [describe] says otherwise. */
public fun regression(describe: TrainingScope.() -> Unit = {}): Training =
    TrainingScope(MeanSquaredError(), listOf()).apply(describe).build()
