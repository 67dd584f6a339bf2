@file:JvmName("Constraints")

package org.espalier.dsl

import org.espalier.dsl.parametrization.AtLeast
import org.espalier.dsl.parametrization.MaxNorm

/**
 * Keeps the norm of the weights that lead to one unit at [radius] or below it, after every update; see [MaxNorm].
 *
 * ```kotlin
 * val net = network("net") {
 *     vector(2)
 *     dense(3)
 *     parametrize("dense1/kernel", maxNorm(3.0))
 * }
 * println(net.parametrizations().size)
 * // → 1
 * ```
 */
public fun maxNorm(radius: Double): MaxNorm = MaxNorm(radius)

/** Keeps every element at [bound] or above it, after every update; see [AtLeast]. */
public fun atLeast(bound: Double): AtLeast = AtLeast(bound)
