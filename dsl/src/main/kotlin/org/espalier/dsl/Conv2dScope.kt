package org.espalier.dsl

import org.espalier.dsl.activation.Activation
import org.espalier.dsl.activation.Linear
import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.layer.Conv2d
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.op.Padding
import org.espalier.dsl.op.Windows
import java.util.Optional

/** The inside of `conv2d { }`; see [Conv2d]. */
public class Conv2dScope internal constructor(
    private val filters: Int,
    kernel: Int,
) : LayerScope() {
    /** Rows and columns of the kernel, in pixels. */
    public var kernelSize: Pair<Int, Int> = kernel to kernel

    /** Applied last; linear unless set. */
    public var activation: Activation = Linear()

    /** How the kernel `[rows, columns, channels, filters]` starts; null means the network's policy. */
    public var kernel: Initializer? = null

    /** How the bias `[filters]` starts, at 0 unless set; null means that there is none. */
    public var bias: Initializer? = Constant.ZEROS

    /** `SAME` pads with zeros, so that stride 1 keeps height and width; `VALID` (unless set) does not pad. */
    public var padding: Padding = Padding.VALID

    /** Rows and columns between two windows, in pixels. */
    public var strides: Pair<Int, Int> = 1 to 1

    /** One stride for rows and columns. */
    public var stride: Int
        get() = strides.first
        set(value) {
            strides = value to value
        }

    /** Pixels between two elements of the kernel; 1 means side by side. */
    public var dilation: Int = 1

    internal fun build(): Conv2d =
        Conv2d(
            filters,
            kernelSize.first,
            kernelSize.second,
            Windows(strides.first, strides.second, dilation, dilation, padding),
            activation,
            Optional.ofNullable(kernel),
            Optional.ofNullable(bias),
        )
}

/**
 * Convolution of images: `[batch, height, width, channels]` → `[batch, h, w, filters]`.
 *
 * @param filters number of output channels, ≥ 1
 * @param kernel rows and columns of the kernel, in pixels, ≥ 1
 */
public fun NetworkScope.conv2d(
    filters: Int,
    kernel: Int,
    name: String? = null,
    configure: Conv2dScope.() -> Unit = {},
): ImageHandle {
    val scope = Conv2dScope(filters, kernel).apply(configure)
    return step(scope.build(), scope, name).asImage()
}
