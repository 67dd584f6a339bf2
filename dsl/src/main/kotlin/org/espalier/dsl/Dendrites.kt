@file:JvmName("Dendrites")

package org.espalier.dsl

import org.espalier.dsl.activation.Ada
import org.espalier.dsl.activation.Fplus
import org.espalier.dsl.activation.Pfplus
import org.espalier.dsl.activation.SinLu

/** f(x) = x to the right, x/(1 − x) to the left (arXiv:2111.14349); see [Fplus]. */
public val fplus: Fplus = Fplus()

/**
 * Apical dendrite activation (arXiv:2003.03229), which rises, peaks at 1/[alpha] and falls back to 0; see [Ada].
 *
 * ```kotlin
 * val net = network("net") {
 *     vector(2)
 *     dense(1) { activation = ada(alpha = 0.7).trainable() }
 * }
 * println(net.summary().parameters())
 * // → 4
 * ```
 *
 * @param alpha > 0
 * @param shift of the exponent
 * @param leak slope to the left of 0, ≥ 0
 */
public fun ada(
    alpha: Double = 1.0,
    shift: Double = 0.0,
    leak: Double = 0.0,
): Ada = Ada(alpha, shift, leak)

/**
 * Parametric FPLUS (arXiv:2111.14349): λx to the right, λx/(1 − μx) to the left; see [Pfplus].
 *
 * @param lambda λ > 0
 * @param mu μ ≥ 0
 */
public fun pfplus(
    lambda: Double = 1.0,
    mu: Double = 1.0,
): Pfplus = Pfplus(lambda, mu)

/** (x + [amplitude]·sin([frequency]·x))·σ(x); see [SinLu]. */
public fun sinLu(
    amplitude: Double = 1.0,
    frequency: Double = 1.0,
): SinLu = SinLu(amplitude, frequency)
