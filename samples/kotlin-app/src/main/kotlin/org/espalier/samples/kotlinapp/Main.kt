@file:JvmName("Main")

package org.espalier.samples.kotlinapp

import org.espalier.dsl.*
import org.espalier.dsl.network.Network
import org.espalier.dsl.op.Padding
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.runtime.*
import org.espalier.runtime.data.TrainTest
import org.espalier.runtime.fit.Epoch
import org.espalier.runtime.fit.History
import org.espalier.runtime.plot.LearningCurves
import org.espalier.runtime.report.ClassifierReport
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.exists

/** Convolutions with a way around them, then two ways side by side. */
fun classifier(): Network =
    network("branches") {
        image(28, 28, 1)
        conv2d(12, kernel = 5) { activation = nish }
        maxPool(2)
        residual {
            conv2d(12, kernel = 3) {
                activation = nish
                padding = Padding.SAME
            }
            conv2d(12, kernel = 3) { padding = Padding.SAME }
        }
        activation("gated") { x -> x * sigmoid(x) }
        branch(
            { conv2d(8, kernel = 1) { activation = nish } },
            {
                conv2d(8, kernel = 3) {
                    activation = leakyRelu(slope = 0.1)
                    padding = Padding.SAME
                }
            },
        )
        maxPool(2)
        flatten()
        dropout(0.3)
        dense(10)
        init = heNormal()
    }

/** The model of the checkpoint where there is one, a new one otherwise. */
fun begin(checkpoint: Path): Model =
    if (checkpoint.exists()) {
        Snapshot.load(checkpoint).open()
    } else {
        classifier().compile {
            optimizer = adam(rate = 2e-3)
            seed = 7
        }
    }

/** Trains until [epochs] are done in all, those of an earlier run included. */
fun Model.train(
    digits: TrainTest,
    epochs: Int,
    checkpoint: Path,
): History =
    fit(digits.train, epochs, total = true, validation = digits.test, checkpoint = checkpoint) {
        onEpoch { epoch, model ->
            println("epoch ${epoch.number}: step ${model.progress().steps()}, %.4f right".format(epoch.right))
        }
        stopWhen { epoch, _ -> epoch.right > 0.995 }
    }

/** The share of the validation examples that is classified right. */
private val Epoch.right: Double get() = metric(Epoch.VALIDATION + "accuracy")

/** One page about the model, and the curves of its loss and accuracy as pictures. */
fun Model.report(
    digits: TrainTest,
    folder: Path,
) {
    ClassifierReport.of("Two ways side by side", this, digits.test).saveTo(folder.resolve("report.html"))
    val epochs = progress().history()

    fun series(name: String) = epochs.map { it.getValue(name) }.toDoubleArray()
    LearningCurves
        .of(
            IntArray(epochs.size) { it + 1 },
            series("loss"),
            series("validation/loss"),
            series("accuracy"),
            series("validation/accuracy"),
        ).plots()
        .forEachIndexed { i, plot -> plot.saveTo(folder.resolve("curve-${i + 1}.svg")) }
}

/** `FOLDER [DATA [EPOCHS]]`: trains, or goes on where the checkpoint in the folder stands, and reports. */
fun main(args: Array<String>) {
    val folder = Path.of(args.getOrElse(0) { "kotlin-app" }).createDirectories()
    val digits = data(args.getOrElse(1) { "digits" })
    val epochs = args.getOrElse(2) { "3" }.toInt()
    val checkpoint = folder.resolve("branches.espalier")

    begin(checkpoint).use { model ->
        println(model.network().summary())
        val before = model.progress().epochs()
        if (before > 0) println("going on after epoch $before")
        model.train(digits, epochs, checkpoint)
        println("test ${model.evaluate(digits.test)}, weights ${model.weightsSha256()}")
        model.report(digits, folder)
        println("see ${folder.resolve("report.html")}")
    }
}
