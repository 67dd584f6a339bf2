@file:JvmName("Passes")

package org.espalier.dsl

import org.espalier.dsl.structure.MagnitudePruning

/**
 * Keeps the links of largest magnitude in each parameter (arXiv:1506.02626, layer by layer); see [MagnitudePruning].
 *
 * @param density kept / total in each parameter, in (0, 1]
 * @param pattern which parameters, below the network; `*` is one name, `**` any number
 */
public fun magnitudePruning(
    density: Double,
    pattern: String = "**/kernel",
): MagnitudePruning = MagnitudePruning(density, pattern)
