@file:JvmName("Initializers")

package org.espalier.dsl

import org.espalier.dsl.init.AutoInit
import org.espalier.dsl.init.Distribution
import org.espalier.dsl.init.GlorotUniform
import org.espalier.dsl.init.HeNormal

/** Normal with variance 2 / fan-in (arXiv:1502.01852); see [HeNormal]. */
public fun heNormal(): HeNormal = HeNormal()

/** Uniform with variance 2 / (fan-in + fan-out), AISTATS 2010; see [GlorotUniform]. */
public fun glorotUniform(): GlorotUniform = GlorotUniform()

/**
 * Weights that keep mean 0 and variance [signalVariance] of the signal at every layer, whatever layers and activations
 * there are (arXiv:2109.08958); see [AutoInit].
 *
 * @param inputMean of one entry of the network's inputs
 * @param inputVariance of one entry of the network's inputs, > 0
 * @param signalVariance wanted, > 0
 * @param exactMoments false for the published rules
 */
public fun autoInit(
    inputMean: Double = 0.0,
    inputVariance: Double = 1.0,
    signalVariance: Double = 1.0,
    distribution: Distribution = Distribution.TRUNCATED_NORMAL,
    exactMoments: Boolean = false,
): AutoInit = AutoInit(inputMean, inputVariance, signalVariance, distribution, exactMoments)
