@file:JvmName("Activations")

package org.espalier.dsl

import org.espalier.dsl.activation.Custom
import org.espalier.dsl.activation.LeakyRelu
import org.espalier.dsl.activation.Linear
import org.espalier.dsl.activation.Nish
import org.espalier.dsl.activation.Relu
import org.espalier.dsl.activation.Sigmoid
import org.espalier.dsl.activation.Softmax
import org.espalier.dsl.activation.Tanh
import org.espalier.dsl.expr.Expr

/** f(x) = x; see [Linear]. */
public val linear: Linear = Linear()

/** f(x) = max(0, x); see [Relu]. */
public val relu: Relu = Relu()

/** f(x) = 1 / (1 + e⁻ˣ); see [Sigmoid]. */
public val sigmoid: Sigmoid = Sigmoid()

/** The hyperbolic tangent; see [Tanh]. */
public val tanh: Tanh = Tanh()

/** Probabilities along the last axis; see [Softmax]. */
public val softmax: Softmax = Softmax()

/** Identity to the right, a bend to the left (arXiv:2210.09083, left branch reconstructed); see [Nish]. */
public val nish: Nish = Nish()

/** f(x) = x where x > 0, [slope]·x elsewhere; slope ≥ 0. See [LeakyRelu]. */
public fun leakyRelu(slope: Double = 0.01): LeakyRelu = LeakyRelu(slope)

/**
 * An elementwise activation by its formula, which is traced once.
 *
 * ```kotlin
 * val swish2 = activation("swish2") { x -> x * sigmoid(2.0 * x) }
 * println(ActivationCurve.of(swish2, doubleArrayOf(0.0)).y[0])
 * // → 0.0
 * ```
 *
 * @param name letters, digits, '.', '_' and '-'
 * @throws org.espalier.dsl.error.EspalierException when it mixes elements, changes the shape or uses values from outside
 */
public fun activation(
    name: String,
    formula: (Expr) -> Expr,
): Custom = Custom.of(name) { formula(it) }
