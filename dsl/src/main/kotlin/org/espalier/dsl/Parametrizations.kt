package org.espalier.dsl

import org.espalier.dsl.init.GroupMask
import org.espalier.dsl.init.LinkMask
import org.espalier.dsl.parametrization.Linked
import org.espalier.dsl.parametrization.Masked

/**
 * A mask of zeros and ones on a weight, with links at random places: `structure = masked(density = 0.2)`. See [Masked].
 *
 * @param density links kept / all links at the start, in (0, 1]
 */
public fun masked(density: Double): Masked = Masked(density)

/**
 * A mask of zeros and ones on a weight: `structure = masked(erdosRenyiMask(20.0))`. See [Masked].
 *
 * @param mask which links there are at the start
 */
public fun masked(mask: LinkMask): Masked = Masked(mask)

/**
 * Inputs and outputs fall into [groups] equal groups of neighbours, and each group of outputs sees its own group of inputs
 * only: `structure = groups(4)`. See [GroupMask].
 *
 * ```kotlin
 * val net = network("net") {
 *     vector(8)
 *     dense(12) { structure = groups(4) }
 * }
 * println(net.summary().rows().last().links())
 * // → 24
 * ```
 *
 * @param groups a divisor of the number of inputs and of the number of outputs
 */
public fun groups(groups: Int): Masked = Masked(GroupMask(groups))

/** Only the links of a weight are stored and computed; [density] is links stored / all links, in (0, 1]. See [Linked]. */
public fun linked(density: Double): Linked = Linked(density)
