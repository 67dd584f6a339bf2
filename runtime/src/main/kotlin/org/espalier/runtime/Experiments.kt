package org.espalier.runtime

import org.espalier.dsl.EspalierDsl
import org.espalier.dsl.network.Network
import org.espalier.dsl.step.Training
import org.espalier.runtime.experiment.Axis
import org.espalier.runtime.experiment.Between
import org.espalier.runtime.experiment.Budget
import org.espalier.runtime.experiment.Experiment
import org.espalier.runtime.experiment.ExperimentBuilder
import org.espalier.runtime.experiment.Measure
import org.espalier.runtime.experiment.Point
import org.espalier.runtime.fit.ScheduledPass

/**
 * Settings × seeds as a value; `run(folder)` runs what the folder does not hold yet and gives a table with spread.
 *
 * ```kotlin
 * val widths = experiment("widths") {
 *     val width = axis("width", 8, 16)
 *     network { at -> network("net") { image(28, 28, 1); flatten(); dense(at[width]) { activation = relu }; dense(10) } }
 *     data = "digits:train=100,test=50"
 *     budget = epochs(1)
 *     seeds(3)
 * }
 * println(widths.trials().size)
 * // → 6
 * ```
 *
 * @throws org.espalier.dsl.error.EspalierException when it does not say what is trained
 */
public fun experiment(
    name: String,
    describe: ExperimentScope.() -> Unit,
): Experiment = ExperimentScope(Experiment.named(name)).apply(describe).build()

/**
 * The inside of `experiment { }`. Unless told otherwise: seeds 0 … 4, classification by Adam at 1e-3 on `digits` in
 * batches of 128, 3 epochs, one thread a trial.
 */
@EspalierDsl
public class ExperimentScope internal constructor(
    private val builder: ExperimentBuilder,
) {
    /** Data of all trials by name: `digits`, `mnist:DIR`. */
    public var data: String = "digits"

    /** How long each trial trains: [epochs] or [seconds]. */
    public var budget: Budget = Budget.epochs(3)

    /** Examples a step. */
    public var batch: Int = 128

    /** Threads each trial computes with. */
    public var threads: Int = 1

    /** Varies values that label themselves: numbers, texts, activations, initializers. */
    public fun <T> axis(
        name: String,
        vararg values: T,
    ): Axis<T> = axis(Axis.of(name, *values))

    /** Varies values under labels of one's own. */
    public fun <T> axis(
        name: String,
        vararg values: Pair<String, T>,
    ): Axis<T> = axis(Axis(name, linkedMapOf(*values)))

    /** Varies one more thing; the first axis varies slowest. */
    public fun <T> axis(axis: Axis<T>): Axis<T> = axis.also { builder.axis(it) }

    /** Seeds 0 … [count] − 1 for every setting. */
    public fun seeds(count: Int) {
        builder.seeds(count)
    }

    /** These seeds for every setting. */
    public fun seeds(values: Iterable<Long>) {
        builder.seeds(*values.toList().toLongArray())
    }

    /** A budget of so many epochs. */
    public fun epochs(count: Int): Budget = Budget.epochs(count)

    /** A budget of so many seconds of training. */
    public fun seconds(most: Double): Budget = Budget.seconds(most)

    /** What is trained. */
    public fun network(describe: (at: Point) -> Network) {
        builder.network(describe)
    }

    /** How it is trained; the seed is set for each trial. */
    public fun training(describe: (at: Point) -> Training) {
        builder.training(describe)
    }

    /** Structure passes during training. */
    public fun passes(schedule: (at: Point) -> List<ScheduledPass>) {
        builder.passes(schedule)
    }

    /** Keeps each trained network beside its result. */
    public fun keepNetworks() {
        builder.keepNetworks()
    }

    /** What every two networks of a setting are compared by, as `pairs(folder)` tells; keeps the networks. */
    public fun between(vararg all: Between) {
        builder.between(*all)
    }

    /** What else is measured of each trial's network: before and after training, or after every epoch. */
    public fun measure(vararg all: Measure) {
        builder.measure(*all)
    }

    internal fun build(): Experiment =
        builder
            .data(data)
            .budget(budget)
            .batch(batch)
            .threads(threads)
            .build()
}
