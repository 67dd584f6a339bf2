package org.espalier.dsl

import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.structure.Compaction
import org.espalier.dsl.structure.GradientGrowth
import org.espalier.dsl.structure.GradualPruning
import org.espalier.dsl.structure.LinkedStorage
import org.espalier.dsl.structure.MagnitudePruning
import org.espalier.dsl.structure.MaskedStorage
import org.espalier.dsl.structure.Restart
import org.espalier.dsl.structure.SparseEvolution

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

/**
 * Sparse evolutionary training, SET (arXiv:1707.04780): drops the share [zeta] of links nearest to 0, of each sign, and
 * grows as many at random places; run it with `pass(every = 1, sparseEvolution(), until = epochs - 1)`. See
 * [SparseEvolution].
 *
 * @param zeta in (0, 1)
 * @param newWeights draws the weights of grown links: [constant] 0, or [normal]
 * @param includeOutput whether the connections right before the outputs change too
 */
public fun sparseEvolution(
    zeta: Double = 0.3,
    newWeights: Initializer = Constant.ZEROS,
    includeOutput: Boolean = false,
): SparseEvolution = SparseEvolution(zeta, newWeights, includeOutput)

/**
 * RigL (arXiv:1911.11134): drops links of least magnitude and grows as many where the loss's gradient is largest; see
 * [GradientGrowth].
 *
 * @param share of the links that would move at the very beginning, in (0, 1); it falls along half a cosine
 * @param rounds the run, counted from 1, that moves none any more
 * @param batches the gradient is their mean
 * @param includeOutput whether the connections right before the outputs change too
 */
public fun gradientGrowth(
    share: Double,
    rounds: Int,
    batches: Int = 1,
    includeOutput: Boolean = false,
): GradientGrowth = GradientGrowth(share, rounds, batches, includeOutput)

/**
 * Magnitude pruning in rounds, from [initialDensity] to [finalDensity] along a cubic (arXiv:1710.01878); see
 * [GradualPruning].
 *
 * @param rounds runs after the first until the end
 * @param pattern which connections, below the network
 */
public fun gradualPruning(
    finalDensity: Double,
    rounds: Int,
    initialDensity: Double = 1.0,
    pattern: String = "**/kernel",
): GradualPruning = GradualPruning(initialDensity, finalDensity, rounds, pattern)

/**
 * Removes units that change no output while inputs are in [low]..[high]; the network gets smaller. See [Compaction].
 */
public fun compaction(
    low: Double = -Float.MAX_VALUE.toDouble(),
    high: Double = Float.MAX_VALUE.toDouble(),
): Compaction = Compaction(low, high)
