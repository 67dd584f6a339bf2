@file:JvmName("InitializerFamilies")

package org.espalier.dsl

import org.espalier.dsl.activation.GaussianPair
import org.espalier.dsl.activation.GaussianPhi
import org.espalier.dsl.init.Hypercore
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.init.LayerCores
import org.espalier.dsl.init.Rewired
import org.espalier.dsl.init.Stabilised
import org.espalier.dsl.init.SymmetricWeibull

/**
 * What [base] draws, moved around so that the sums of weights into and out of units vary less (arXiv:2207.08148); also
 * `base.rewired()`. See [Rewired].
 *
 * @param groups equal parts of the last axis that are rewired alone, or [Rewired.DEPTHWISE]
 */
public fun rewired(
    base: Initializer,
    groups: Int = 1,
): Rewired = Rewired(base, groups)

/** That one of several [draws] of [base] whose strengths vary least (arXiv:2207.08148); see [Stabilised]. */
public fun stabilised(
    base: Initializer,
    draws: Int = 100,
): Stabilised = Stabilised(base, draws)

/**
 * Weights that lean to the sign in whose graph their unit sits deeper after a short training (arXiv:2004.07636, the
 * formula reconstructed); for [restart], as it needs trained values. See [Hypercore].
 *
 * @param minEdgeSize members without which a hyperedge is dead, ≥ 1
 * @param beta how much the structure found counts, in [0, 1]
 * @param side which units are the nodes
 */
public fun hypercore(
    minEdgeSize: Int = 2,
    beta: Double = 0.5,
    side: LayerCores.Side = LayerCores.Side.INPUT,
): Hypercore = Hypercore(minEdgeSize, beta, side)

/**
 * Weights of a fair sign and a Weibull magnitude, over √fan-in (arXiv:2205.12379): those of [gaussianPhi] with the same
 * [theta] > 2. See [SymmetricWeibull] and [gaussianPair].
 */
public fun symmetricWeibull(theta: Double = 5.0): SymmetricWeibull = SymmetricWeibull(theta)

/**
 * The activation that keeps pre-activations Gaussian with weights of [symmetricWeibull] and the same [theta] > 2
 * (arXiv:2205.12379); see [GaussianPhi].
 *
 * @param variant odd or positive
 */
public fun gaussianPhi(
    theta: Double = 5.0,
    variant: GaussianPhi.Variant = GaussianPhi.Variant.ODD,
): GaussianPhi = GaussianPhi(theta, variant)

/**
 * Weights and activation that belong together; see [GaussianPair].
 *
 * ```kotlin
 * val pair = gaussianPair(theta = 5.0)
 * println(pair.activation() == gaussianPhi(5.0))
 * // → true
 * ```
 *
 * @param theta exponent of the weights' law, > 2
 * @param variant of the activation
 */
public fun gaussianPair(
    theta: Double = 5.0,
    variant: GaussianPhi.Variant = GaussianPhi.Variant.ODD,
): GaussianPair = GaussianPair(theta, variant)
