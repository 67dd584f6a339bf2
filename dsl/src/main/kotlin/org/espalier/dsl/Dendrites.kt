package org.espalier.dsl

import org.espalier.dsl.activation.Activation
import org.espalier.dsl.layer.DendriteConv2d
import org.espalier.dsl.layer.DendriteDense
import org.espalier.dsl.layer.PyNadaConv2d
import org.espalier.dsl.layer.PyNadaDense
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.network.TensorHandle
import org.espalier.dsl.network.VectorHandle
import org.espalier.dsl.op.Windows
import java.util.Optional

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
        both.structure = structure
        parametrizations.forEach { (parameter, how) -> both.parametrize("*/$parameter", how) }
    }
