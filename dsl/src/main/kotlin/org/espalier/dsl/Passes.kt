package org.espalier.dsl

import org.espalier.dsl.init.Initializer
import org.espalier.dsl.structure.LinkedStorage
import org.espalier.dsl.structure.MagnitudePruning
import org.espalier.dsl.structure.MaskedStorage
import org.espalier.dsl.structure.Restart

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

/**
 * Draws every weight anew with [init], which knows the trained values, and lets everything else start as it was
 * described; see [Restart].
 *
 * @param outputLayer false to let the weights of the last layer before each output be
 */
public fun restart(
    init: Initializer,
    outputLayer: Boolean = true,
): Restart = Restart(init, outputLayer)

/** Keeps masked matrices of a density under [below] by their links alone, and computes them so; see [LinkedStorage]. */
public fun linkedStorage(below: Double): LinkedStorage = LinkedStorage(below)

/** Keeps every weight stored by its links as a full one behind a mask again; see [MaskedStorage]. */
public fun maskedStorage(): MaskedStorage = MaskedStorage()
