package org.espalier.dsl

import org.espalier.dsl.expr.Expr
import org.espalier.dsl.layer.BatchNorm
import org.espalier.dsl.layer.Block
import org.espalier.dsl.layer.Dropout
import org.espalier.dsl.layer.Flatten
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
