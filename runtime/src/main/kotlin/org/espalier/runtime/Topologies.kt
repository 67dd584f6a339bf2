package org.espalier.runtime

import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.topology.CutOff
import org.espalier.dsl.topology.Nnstd
import org.espalier.dsl.topology.NnstdOptions
import org.espalier.dsl.topology.TopologyDistance
import org.espalier.runtime.topology.Evolution
import org.espalier.runtime.topology.Topology
import org.espalier.runtime.topology.TopologyDistances
import org.espalier.runtime.topology.TopologyDrift
import org.espalier.runtime.topology.TopologyLog

/**
 * How the network is wired: links, degrees and strengths by layer, cores, paths, communities and centrality of its
 * units; see [Topology].
 *
 * ```kotlin
 * val net = network("n") { vector(16); dense(8) { structure = masked(density = 0.25) }; dense(2) }
 * println(net.compile().use { it.topology() }.layers().map { it.links() })
 * // → [32, 16]
 * ```
 */
public fun Snapshot.topology(): Topology = Topology.of(this)

/** How the network is wired as it is now. */
public fun Model.topology(): Topology = snapshot().topology()

/** Units and classes that masks cut off, with the paths of their parameters. */
public fun Snapshot.cutOffs(): List<CutOff> = CutOff.of(this)

/**
 * How differently two networks are wired, however their hidden units are numbered; in [0, 1]. See [Nnstd].
 *
 * @param matchOutputs whether outputs are matched too, as published; otherwise output i of one is output i of the other
 * @param padded whether layers of different widths are compared, the narrower filled up with units without links
 * @throws org.espalier.dsl.error.EspalierException when layers are not of equal number and width
 */
public fun nnstd(
    a: Snapshot,
    b: Snapshot,
    matchOutputs: Boolean = true,
    padded: Boolean = false,
): TopologyDistance = Nnstd.distance(a, b, NnstdOptions(matchOutputs, padded))

/**
 * Records the wiring as it is and after each epoch: `fit(…) { callback(log) }`, then `log.evolution()`.
 *
 * @param run tells it from other trainings
 */
public fun Model.topologyLog(run: String = "training"): TopologyLog = TopologyLog.of(run, this)

/** Distances between all stages of several trainings, as heat map, curves and ways in the plane. */
public fun evolution(vararg logs: TopologyLog): Evolution = Evolution.of(*logs)

/**
 * What an experiment's networks are compared by: `between(topologyDistances())`; see [TopologyDistances].
 *
 * ```kotlin
 * val pairs = experiment("pairs") {
 *     network { network("net") { vector(4); dense(8) { structure = masked(density = 0.5) }; dense(2) } }
 *     measure(topologyDrift())
 *     between(topologyDistances())
 * }
 * println(pairs.networks())
 * // → true
 * ```
 *
 * @param matchOutputs whether outputs are matched too, as published
 * @param padded whether layers of different widths are compared
 */
public fun topologyDistances(
    matchOutputs: Boolean = true,
    padded: Boolean = false,
): TopologyDistances = TopologyDistances(NnstdOptions(matchOutputs, padded))

/** How far each trial's wiring went, by epoch: `measure(topologyDrift())`; see [TopologyDrift]. */
public fun topologyDrift(): TopologyDrift = TopologyDrift()
