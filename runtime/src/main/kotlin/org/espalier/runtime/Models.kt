package org.espalier.runtime

import org.espalier.dsl.TrainingScope
import org.espalier.dsl.classification
import org.espalier.dsl.network.Network
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.step.Training
import org.espalier.dsl.structure.Compaction
import org.espalier.runtime.data.Dataset
import org.espalier.runtime.fit.Fit
import org.espalier.runtime.fit.History
import org.espalier.runtime.fit.ProgressStyle
import org.espalier.runtime.sparse.CompactionReport
import java.nio.file.Path

/**
 * A live model of a network that starts from its training's seed; a classifier unless [training] says otherwise. It
 * holds native memory: close it, best by `use { }`.
 *
 * @throws org.espalier.dsl.error.EspalierException when the device is not there
 */
public fun Network.compile(
    training: Training = Training.classification(),
    compute: Compute = Compute.standard(),
): Model = Espalier.compile(this, training, compute)

/**
 * A live model of a classifier, trained as [describe] says.
 *
 * ```kotlin
 * val digits = data("digits").train.take(256)
 * val net = network("tiny") { image(28, 28, 1); flatten(); dense(10) }
 * net.compile { optimizer = adam(rate = 1e-2); seed = 7 }.use { model ->
 *     val history = model.fit(digits, epochs = 2, batch = 32, progress = ProgressStyle.SILENT)
 *     println(history.last().number)
 * }
 * // → 2
 * ```
 */
public fun Network.compile(
    compute: Compute = Compute.standard(),
    describe: TrainingScope.() -> Unit,
): Model = compile(classification(describe), compute)

/** A live model of a snapshot, which goes on where the snapshot stands; close it. */
public fun Snapshot.open(compute: Compute = Compute.standard()): Model = Espalier.open(this, compute)

/**
 * Trains. When it fails in the middle of an epoch, the model is as it was at that epoch's beginning.
 *
 * @param epochs so many more, or where [total] until so many are done in all
 * @param batch examples a step; the last batch of an epoch may be smaller
 * @param validation evaluated after each epoch
 * @param shuffle whether each epoch visits the examples in an order of its own
 * @param checkpoint a file that holds everything, rewritten after every epoch
 * @param total whether [epochs] counts from the very beginning, so that a resumed training ends where an uninterrupted
 *     one does
 * @param progress where progress is shown: a bar on a terminal, lines elsewhere, a curve in a notebook
 * @param configure structure passes and callbacks
 * @throws org.espalier.dsl.error.EspalierException when another thread trains this model, data do not fit, or the
 *     checkpoint cannot be written
 * @throws org.espalier.runtime.fit.NonFiniteException when the loss or a weight is no number
 */
public fun Model.fit(
    data: Dataset,
    epochs: Int,
    batch: Int = 128,
    validation: Dataset? = null,
    shuffle: Boolean = true,
    checkpoint: Path? = null,
    total: Boolean = false,
    progress: ProgressStyle = ProgressStyle.AUTO,
    configure: FitScope.() -> Unit = {},
): History {
    var fit = (if (total) Fit.untilEpoch(epochs) else Fit.epochs(epochs)).batch(batch).progress(progress)
    if (validation != null) fit = fit.validation(validation)
    if (checkpoint != null) fit = fit.checkpoint(checkpoint)
    if (!shuffle) fit = fit.inOrder()
    return fit(data, FitScope(fit).apply(configure).fit)
}

/**
 * A smaller network with the same outputs while inputs are in [low]..[high], and what that changed: zeros, stored bytes
 * and measured latency. The network has one input.
 *
 * @param batch examples of a timed prediction
 */
public fun Snapshot.compact(
    low: Double = -Float.MAX_VALUE.toDouble(),
    high: Double = Float.MAX_VALUE.toDouble(),
    batch: Int = 1,
    compute: Compute = Compute.standard(),
): CompactionReport = CompactionReport.of(this, Compaction(low, high), batch, compute)
