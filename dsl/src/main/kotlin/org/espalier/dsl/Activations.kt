package org.espalier.dsl

import org.espalier.dsl.activation.Ada
import org.espalier.dsl.activation.Custom
import org.espalier.dsl.activation.Elu
import org.espalier.dsl.activation.Fplus
import org.espalier.dsl.activation.Gelu
import org.espalier.dsl.activation.LeakyRelu
import org.espalier.dsl.activation.Linear
import org.espalier.dsl.activation.Mish
import org.espalier.dsl.activation.Nish
import org.espalier.dsl.activation.Pfplus
import org.espalier.dsl.activation.Relu
import org.espalier.dsl.activation.Selu
import org.espalier.dsl.activation.Sigmoid
import org.espalier.dsl.activation.SinLu
import org.espalier.dsl.activation.Softmax
import org.espalier.dsl.activation.Softplus
import org.espalier.dsl.activation.Swish
import org.espalier.dsl.activation.Tanh
import org.espalier.dsl.activation.TrainableAda
import org.espalier.dsl.activation.TrainablePfplus
import org.espalier.dsl.activation.TrainableSinLu
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
 * println(net.summary().parameters)
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

/**
 * [ada] whose alpha is trained, kept at 0.001 at least; see [TrainableAda].
 *
 * @param alpha where it starts, ≥ 0.001
 * @param shift of the exponent
 * @param leak slope to the left of 0, ≥ 0
 * @param perChannel true for one alpha for each channel, false for one in all
 */
public fun trainableAda(
    alpha: Double = 1.0,
    shift: Double = 0.0,
    leak: Double = 0.0,
    perChannel: Boolean = false,
): TrainableAda = TrainableAda(alpha, shift, leak, perChannel)

/**
 * [pfplus] whose λ and μ are trained; see [TrainablePfplus].
 *
 * @param lambda where λ starts, > 0
 * @param mu where μ starts, ≥ 0
 * @param perChannel true for one pair for each channel, false for one in all
 * @param constrained true to keep both ≥ 0
 */
public fun trainablePfplus(
    lambda: Double = 1.0,
    mu: Double = 1.0,
    perChannel: Boolean = false,
    constrained: Boolean = true,
): TrainablePfplus = TrainablePfplus(lambda, mu, perChannel, constrained)

/**
 * [sinLu] whose [amplitude] and [frequency] are trained from these on; see [TrainableSinLu].
 *
 * @param perChannel true for one pair for each channel, false for one in all
 */
public fun trainableSinLu(
    amplitude: Double = 1.0,
    frequency: Double = 1.0,
    perChannel: Boolean = false,
): TrainableSinLu = TrainableSinLu(amplitude, frequency, perChannel)

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
