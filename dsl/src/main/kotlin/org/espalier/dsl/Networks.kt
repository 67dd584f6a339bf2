package org.espalier.dsl

import org.espalier.dsl.network.Handle
import org.espalier.dsl.network.Network

/**
 * Describes a network. Statements follow each other: each layer takes the value described last. Shapes are checked
 * on the line that wrote them, before TensorFlow loads; what comes out equals what `Network.named(name)…build()`
 * gives for the same layers.
 *
 * ```kotlin
 * val lenet = network("lenet") {
 *     image(28, 28, 1)
 *     conv2d(32, kernel = 5) { activation = nish }
 *     maxPool(2)
 *     residual { conv2d(32, kernel = 3) { activation = relu; padding = Padding.SAME } }
 *     flatten()
 *     dense(512) { activation = activation("mine") { x -> x * sigmoid(x) }; structure = masked(density = 0.2) }
 *     dense(10)
 *     init = heNormal()
 * }
 * println(lenet.outputs)
 * // → [dense2]
 * ```
 *
 * @param name the root of every path: letters, digits, '.', '_' and '-'
 * @throws org.espalier.dsl.error.ShapeMismatch when a layer cannot take the value before it
 * @throws org.espalier.dsl.error.EspalierException when a name is taken or a setting is out of range
 */
public fun network(
    name: String,
    describe: NetworkScope.() -> Unit,
): Network = NetworkScope(Network.named(name)).apply(describe).build()

/** Elementwise sum of two values of one shape, as a layer of their network. */
public operator fun <H : Handle<H>> H.plus(other: H): H = add(other)

/** Elementwise product of two values of one shape, as a layer of their network. */
public operator fun <H : Handle<H>> H.times(other: H): H = multiply(other)
