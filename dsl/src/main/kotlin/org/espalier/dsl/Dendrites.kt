@file:JvmName("Dendrites")

package org.espalier.dsl

import org.espalier.dsl.activation.Activation
import org.espalier.dsl.activation.Ada
import org.espalier.dsl.activation.Fplus
import org.espalier.dsl.activation.Pfplus
import org.espalier.dsl.activation.SinLu
import org.espalier.dsl.activation.TrainableAda
import org.espalier.dsl.activation.TrainablePfplus
import org.espalier.dsl.activation.TrainableSinLu
import org.espalier.dsl.layer.DendriteConv2d
import org.espalier.dsl.layer.DendriteDense
import org.espalier.dsl.layer.PyNadaConv2d
import org.espalier.dsl.layer.PyNadaDense
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.network.TensorHandle
import org.espalier.dsl.network.VectorHandle
import org.espalier.dsl.op.Windows
import java.util.Optional

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
 * Dendrite-activated connections (arXiv:2301.00924): `[batch, in]` → `[batch, units]`, every connection with a bias of
 * its own and activated before the sum. See [DendriteDense].
 *
 * @param units number of output features, ≥ 1
 */
public fun NetworkScope.dendriteDense(
    units: Int,
    name: String? = null,
    configure: DendriteScope.() -> Unit = {},
): VectorHandle {
    val scope = DendriteScope().apply(configure)
    val layer =
        DendriteDense(
            units,
            scope.activation,
            Optional.ofNullable(scope.kernel),
            scope.bias,
            Optional.ofNullable(scope.outputBias),
        )
    return step(layer, scope, name).asVector()
}

/**
 * Convolution with dendrite-activated connections: `[batch, height, width, channels]` → `[batch, h, w, filters]`. See
 * [DendriteConv2d], a reconstruction.
 *
 * @param filters number of output channels, ≥ 1
 * @param kernel rows and columns of the kernel, in pixels, ≥ 1
 */
public fun NetworkScope.dendriteConv2d(
    filters: Int,
    kernel: Int,
    name: String? = null,
    configure: DendriteConv2dScope.() -> Unit = {},
): ImageHandle {
    val scope = DendriteConv2dScope().apply(configure)
    val layer =
        DendriteConv2d(
            filters,
            kernel,
            kernel,
            Windows.of(scope.stride, scope.padding),
            scope.activation,
            Optional.ofNullable(scope.kernel),
            scope.bias,
            Optional.ofNullable(scope.outputBias),
        )
    return step(layer, scope, name).asImage()
}

/**
 * Pyramidal neurons with an apical dendrite (arXiv:2003.03229), a dense layer with [dendrite] plus one with relu:
 * `[batch, in]` → `[batch, units]`. What the block sets holds for both. See [PyNadaDense].
 *
 * ```kotlin
 * val net = network("net") {
 *     vector(4)
 *     pyNadaDense(3, dendrite = ada(alpha = 0.7, leak = 0.01))
 *     dendriteDense(2)
 * }
 * println(net.summary().parameters)
 * // → 42
 * ```
 *
 * @param units number of output features, ≥ 1
 */
public fun NetworkScope.pyNadaDense(
    units: Int,
    dendrite: Activation = ada(),
    name: String? = null,
    configure: DenseScope.() -> Unit = {},
): TensorHandle {
    val scope = DenseScope(units, sequence = current.shape().rank() == 3).apply(configure)
    return step(PyNadaDense(scope.build().withActivation(dendrite)), scope.forBranches(), name)
}

/**
 * The same for images, a convolution with [dendrite] plus one with relu: `[batch, height, width, channels]` →
 * `[batch, h, w, filters]`. See [PyNadaConv2d].
 *
 * @param filters number of output channels, ≥ 1
 * @param kernel rows and columns of the kernel, in pixels, ≥ 1
 */
public fun NetworkScope.pyNadaConv2d(
    filters: Int,
    kernel: Int,
    dendrite: Activation = ada(),
    name: String? = null,
    configure: Conv2dScope.() -> Unit = {},
): ImageHandle {
    val scope = Conv2dScope(filters, kernel).apply(configure)
    return step(PyNadaConv2d(scope.build().withActivation(dendrite)), scope.forBranches(), name)
        .asImage()
}

/** The same settings for the parameters of both branches. */
private fun LayerScope.forBranches(): LayerScope =
    LayerScope().also { both ->
        both.weights = weights
        parametrizations.forEach { (parameter, how) -> both.parametrize("*/$parameter", how) }
    }
