package org.espalier.dsl

import org.espalier.dsl.expr.Expr
import org.espalier.dsl.layer.BatchNorm
import org.espalier.dsl.layer.Block
import org.espalier.dsl.layer.ContrastNorm
import org.espalier.dsl.layer.Dropout
import org.espalier.dsl.layer.FixedAffine
import org.espalier.dsl.layer.Flatten
import org.espalier.dsl.layer.GroupPool
import org.espalier.dsl.layer.Lambda
import org.espalier.dsl.layer.Rescaling
import org.espalier.dsl.layer.ReshapeTo
import org.espalier.dsl.network.Handle
import org.espalier.dsl.network.Network
import org.espalier.dsl.network.TensorHandle
import org.espalier.dsl.network.VectorHandle
import java.util.function.UnaryOperator

/** All numbers of an example in one axis: `[batch, …]` → `[batch, features]`. */
public fun NetworkScope.flatten(name: String? = null): VectorHandle = layer(Flatten(), name).asVector()

/** The numbers of an example in another shape, row by row; [dims] without the batch axis. */
public fun NetworkScope.reshape(
    vararg dims: Long,
    name: String? = null,
): TensorHandle = layer(ReshapeTo(*dims), name)

/** Every entry times [scale] plus [offset], as before a first weight; keeps the shape. See [Rescaling]. */
public fun NetworkScope.rescaling(
    scale: Double,
    offset: Double = 0.0,
    name: String? = null,
): TensorHandle = layer(Rescaling(scale, offset), name)

/** While training, sets elements to 0 with probability [rate], in `[0, 1)`, and scales the others; keeps the shape. */
public fun NetworkScope.dropout(
    rate: Double,
    name: String? = null,
): TensorHandle = layer(Dropout(rate), name)

/**
 * Batch normalisation of each channel (the last axis); keeps the shape. See [BatchNorm].
 *
 * @param momentum of the moving averages, in `[0, 1)`
 * @param epsilon added to the variance, > 0
 */
public fun NetworkScope.batchNorm(
    momentum: Double = 0.99,
    epsilon: Double = 1e-3,
    name: String? = null,
): TensorHandle = layer(BatchNorm(momentum, epsilon), name)

/** Any formula of the current value, without parameters: `lambda("norm") { x -> x / sqrt(…) }`. See [Lambda]. */
public fun NetworkScope.lambda(
    name: String,
    formula: (Expr) -> Expr,
): TensorHandle = layer(Lambda.of(name, current.type(), UnaryOperator { formula(it) }), name)

/** A network as one layer; its inputs in order are [inputs], unless said the current value. */
public fun NetworkScope.block(
    network: Network,
    name: String? = null,
    vararg inputs: Handle<*>,
    configure: LayerScope.() -> Unit = {},
): TensorHandle = layer(Block(network), name, *inputs, configure = configure)

/** Each example to mean 0 and, but for [offset], variance 1 over all its numbers; see [ContrastNorm]. */
public fun NetworkScope.contrastNorm(
    offset: Double = ContrastNorm.UNIT_PIXELS,
    name: String? = null,
): TensorHandle = layer(ContrastNorm(offset), name)

/** `(x − mean)·matrix` with numbers that no training changes; see [FixedAffine]. */
public fun NetworkScope.fixedAffine(
    diagonal: Boolean = false,
    name: String? = null,
): TensorHandle = layer(FixedAffine(diagonal), name)

/** The norm, or the largest, of each group of [size] neighbouring features; see [GroupPool]. */
public fun NetworkScope.groupPool(
    size: Int,
    largest: Boolean = false,
    name: String? = null,
): TensorHandle = layer(GroupPool(size, largest), name)
