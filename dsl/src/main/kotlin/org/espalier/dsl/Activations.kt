package org.espalier.dsl

import org.espalier.dsl.activation.Custom
import org.espalier.dsl.activation.Elu
import org.espalier.dsl.activation.Gelu
import org.espalier.dsl.activation.LeakyRelu
import org.espalier.dsl.activation.Linear
import org.espalier.dsl.activation.Mish
import org.espalier.dsl.activation.Nish
import org.espalier.dsl.activation.Relu
import org.espalier.dsl.activation.Selu
import org.espalier.dsl.activation.Sigmoid
import org.espalier.dsl.activation.Softmax
import org.espalier.dsl.activation.Softplus
import org.espalier.dsl.activation.Swish
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

/** f(x) = log(1 + eˣ), without overflow; see [Softplus]. */
public val softplus: Softplus = Softplus()

/** f(x) = x·tanh(log(1 + eˣ)) (arXiv:1908.08681); see [Mish]. */
public val mish: Mish = Mish()

/** [Elu] scaled so that mean 0 and variance 1 are a fixed point (arXiv:1706.02515); see [Selu]. */
public val selu: Selu = Selu()

/** Identity to the right, a bend to the left (arXiv:2210.09083, left branch reconstructed); see [Nish]. */
public val nish: Nish = Nish()

/** f(x) = x where x > 0, [slope]·x elsewhere; slope ≥ 0. See [LeakyRelu]. */
public fun leakyRelu(slope: Double = 0.01): LeakyRelu = LeakyRelu(slope)

/** f(x) = x where x > 0, [alpha]·(eˣ − 1) elsewhere; alpha > 0 (arXiv:1511.07289). See [Elu]. */
public fun elu(alpha: Double = 1.0): Elu = Elu(alpha)

/** f(x) = x·Φ(x), Φ by the error function or, where [approximate], by tanh (arXiv:1606.08415). See [Gelu]. */
public fun gelu(approximate: Boolean = false): Gelu = Gelu(approximate)

/** f(x) = x·σ([beta]·x), also called SiLU; beta > 0 (arXiv:1710.05941). See [Swish]. */
public fun swish(beta: Double = 1.0): Swish = Swish(beta)

/**
 * An elementwise activation by its formula, which is traced once.
 *
 * ```kotlin
 * val swish2 = activation("swish2") { x -> x * sigmoid(2.0 * x) }
 * println(ActivationCurve.of(swish2, 0.0).y[0])
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
