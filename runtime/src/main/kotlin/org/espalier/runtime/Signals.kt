package org.espalier.runtime

import org.espalier.dsl.network.Network
import org.espalier.dsl.network.Signal
import org.espalier.dsl.network.SignalOptions
import org.espalier.dsl.reading.Moment
import org.espalier.runtime.data.Dataset
import org.espalier.runtime.signal.Gaussianity
import org.espalier.runtime.signal.MeasuredSignal

/**
 * Mean and variance at every step of the network as it starts, predicted from its description; see [Signal].
 *
 * ```kotlin
 * val net = network("n") { vector(16); dense(8) { activation = relu }; init = autoInit() }
 * println("%.4f".format(java.util.Locale.ROOT, net.signal().at("dense1").variance))
 * // → 0.3408
 * ```
 *
 * @param input mean and variance of one entry of the inputs
 * @param training whether dropout drops and batch norm uses the batch
 * @param exact false for AutoInit's published rules, true for the moments of the expression as a whole
 */
public fun Network.signal(
    input: Moment = Moment.STANDARD,
    training: Boolean = true,
    exact: Boolean = false,
): Signal = Signal.of(this, SignalOptions(input, training, exact), 0)

/**
 * The same beside what so many nets show that start from seeds 0, 1, …; see [MeasuredSignal].
 *
 * @param seeds how many nets, at least 1
 * @param data what the nets see, and what the prediction takes its [input] from; null means normal numbers
 * @param input mean and variance of one entry of normal inputs
 * @param training whether dropout drops and batch norm uses the batch, in both
 * @param exact how to predict
 * @throws org.espalier.dsl.error.EspalierException without data, for a network that takes integers or inputs of unknown
 *     size
 */
public fun Network.measuredSignal(
    seeds: Int = 20,
    data: Dataset? = null,
    input: Moment = Moment.STANDARD,
    training: Boolean = false,
    exact: Boolean = true,
    compute: Compute = Compute.standard(),
): MeasuredSignal {
    val options = SignalOptions(input, training, exact)
    return if (data == null) {
        MeasuredSignal.of(this, options, seeds, compute)
    } else {
        MeasuredSignal.of(this, options, seeds, data, compute)
    }
}

/**
 * How far the values of [steps] are from normal ones, over [nets] nets that start from seeds 0, 1, …; see [Gaussianity].
 *
 * @param examples at least one; each counts for itself
 * @param nets at least 1
 * @throws org.espalier.dsl.error.EspalierException when there is no such step
 */
public fun Network.gaussianity(
    steps: List<String>,
    examples: Dataset,
    nets: Int = 100,
    compute: Compute = Compute.standard(),
): Gaussianity = Gaussianity.of(this, steps, 0, nets, examples, compute)
