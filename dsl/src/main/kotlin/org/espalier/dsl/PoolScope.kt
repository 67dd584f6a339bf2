package org.espalier.dsl

import org.espalier.dsl.layer.AveragePool2d
import org.espalier.dsl.layer.GlobalAveragePool
import org.espalier.dsl.layer.GlobalMaxPool
import org.espalier.dsl.layer.Layer
import org.espalier.dsl.layer.MaxPool2d
import org.espalier.dsl.layer.ZeroPad2d
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.network.VectorHandle
import org.espalier.dsl.op.Padding
import org.espalier.dsl.op.Windows

/** The inside of `maxPool { }` and `averagePool { }`. */
public class PoolScope internal constructor(
    size: Int,
) : LayerScope() {
    /** Rows and columns of a window, in pixels. */
    public var window: Pair<Int, Int> = size to size

    /** Rows and columns between two windows, in pixels; null means side by side. */
    public var strides: Pair<Int, Int>? = null

    /** One stride for rows and columns. */
    public var stride: Int
        get() = (strides ?: window).first
        set(value) {
            strides = value to value
        }

    /** `SAME` lets the last windows reach over the border; `VALID` (unless set) drops them. */
    public var padding: Padding = Padding.VALID

    internal fun windows(): Windows =
        (strides ?: window).let { (rows, columns) -> Windows(rows, columns, 1, 1, padding) }
}

/** The largest of each window and channel: `[batch, height, width, channels]` → `[batch, h, w, channels]`. */
public fun NetworkScope.maxPool(
    size: Int,
    name: String? = null,
    configure: PoolScope.() -> Unit = {},
): ImageHandle = pool(size, name, configure) { rows, columns, windows -> MaxPool2d(rows, columns, windows) }

/** The mean of each window and channel: `[batch, height, width, channels]` → `[batch, h, w, channels]`. */
public fun NetworkScope.averagePool(
    size: Int,
    name: String? = null,
    configure: PoolScope.() -> Unit = {},
): ImageHandle = pool(size, name, configure) { rows, columns, windows -> AveragePool2d(rows, columns, windows) }

private fun NetworkScope.pool(
    size: Int,
    name: String?,
    configure: PoolScope.() -> Unit,
    layer: (Int, Int, Windows) -> Layer,
): ImageHandle {
    val scope = PoolScope(size).apply(configure)
    return step(layer(scope.window.first, scope.window.second, scope.windows()), scope, name).asImage()
}

/** The mean over all places between batch and channels: `[batch, …, channels]` → `[batch, channels]`. */
public fun NetworkScope.globalAveragePool(name: String? = null): VectorHandle =
    layer(GlobalAveragePool(), name).asVector()

/** The largest over all places between batch and channels: `[batch, …, channels]` → `[batch, channels]`. */
public fun NetworkScope.globalMaxPool(name: String? = null): VectorHandle = layer(GlobalMaxPool(), name).asVector()

/** A border of zeros around images, in pixels: `[batch, height, width, channels]` → `[batch, …, …, channels]`. */
public fun NetworkScope.zeroPad(
    top: Int,
    bottom: Int = top,
    left: Int = top,
    right: Int = left,
    name: String? = null,
): ImageHandle = layer(ZeroPad2d(top, bottom, left, right), name).asImage()
