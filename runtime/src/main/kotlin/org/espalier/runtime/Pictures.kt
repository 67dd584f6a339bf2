@file:JvmName("Pictures")

package org.espalier.runtime

import org.espalier.dsl.activation.Activation
import org.espalier.dsl.activation.Formula
import org.espalier.dsl.network.Network
import org.espalier.dsl.op.Leaf
import org.espalier.dsl.reading.Evaluation
import org.espalier.dsl.reading.Moment
import org.espalier.dsl.reading.Moments
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.tensor.DType
import org.espalier.dsl.tensor.Nd
import org.espalier.dsl.tensor.Shape
import org.espalier.dsl.tensor.Type
import org.espalier.runtime.data.Dataset
import org.espalier.runtime.fit.History
import org.espalier.runtime.plot.ConfusionMatrix
import org.espalier.runtime.plot.Plot
import org.espalier.runtime.report.Classified
import org.espalier.runtime.report.ClassifierReport
import org.espalier.runtime.report.HtmlReport
import org.espalier.runtime.view.ActivationPlots
import org.espalier.runtime.view.FeatureMaps
import org.espalier.runtime.view.FilterPlots
import org.espalier.runtime.view.NetworkDiagram
import org.espalier.runtime.view.Samples
import org.espalier.runtime.view.TrainingCurves

/**
 * The network as a picture: a box a step, from inputs to outputs.
 *
 * ```kotlin
 * val net = network("tiny") { image(28, 28, 1); flatten(); dense(10) }
 * println(net.diagram().title())
 * // → tiny
 * ```
 */
public fun Network.diagram(): NetworkDiagram = NetworkDiagram.of(this)

/** Loss against epoch; of an empty history an [IllegalArgumentException]. */
public fun History.plot(): Plot = TrainingCurves.of(this).loss()

/**
 * Accuracy in per cent against epoch.
 *
 * @throws IllegalStateException when the training measured none
 */
public fun History.plotAccuracy(): Plot = TrainingCurves.of(this).accuracy()

/** The activation with its derivative, for inputs [from] … [to]. */
public fun Activation.plot(
    from: Double = -4.0,
    to: Double = 4.0,
): Plot = ActivationPlots.of(this, from, to)

/** Several activations in one picture, for inputs [from] … [to]. */
public fun List<Activation>.plot(
    from: Double = -4.0,
    to: Double = 4.0,
): Plot = ActivationPlots.values(this, from, to)

/** The derivatives of several activations in one picture, for inputs [from] … [to]. */
public fun List<Activation>.plotDerivatives(
    from: Double = -4.0,
    to: Double = 4.0,
): Plot = ActivationPlots.derivatives(this, from, to)

/**
 * The activation's values at numbers [x], on doubles.
 *
 * ```kotlin
 * println(relu.at(-1.0, 0.5).toList())
 * // → [0.0, 0.5]
 * ```
 */
public fun Formula.at(vararg x: Double): DoubleArray {
    val input = Leaf.argument("x", Type(DType.FLOAT64, Shape.of(x.size.toLong())))
    return Evaluation.of(of(input), mapOf(input to Nd(longArrayOf(x.size.toLong()), x))).data()
}

/**
 * Mean and variance of the output for a normal [input], by quadrature over its distribution.
 *
 * ```kotlin
 * println("%.4f".format(java.util.Locale.ROOT, relu.moments().mean))
 * // → 0.3989
 * ```
 */
public fun Formula.moments(input: Moment = Moment.STANDARD): Moment = Moments.through({ of(it) }, input)

/** What the model takes each example of [data] for, beside what it is; [data] has class ids. */
public fun Model.classify(data: Dataset): Classified = Classified.of(this, data)

/** How often each class of [data] was taken for each. */
public fun Model.confusion(data: Dataset): ConfusionMatrix = classify(data).confusion()

/** The filters of the convolution [step]. */
public fun Model.filters(step: String): Plot = snapshot().filters(step)

/** The filters of the convolution [step]. */
public fun Snapshot.filters(step: String): Plot = FilterPlots.of(this, step)

/** What [step] makes of one [row] of [data], an image a channel. */
public fun Model.featureMaps(
    step: String,
    data: Dataset,
    row: Int = 0,
): Plot = FeatureMaps.of(this, step, data, row)

/** Examples as images with their classes: the given [rows], or the first 16. */
public fun Dataset.plot(vararg rows: Int): Plot = Samples.plot(this, *rows)

/** A page about a trained classifier, judged by [test]. */
public fun Model.report(
    test: Dataset,
    title: String = network().name(),
): HtmlReport = ClassifierReport.of(title, this, test)
