package org.espalier.dsl

import org.espalier.dsl.error.EspalierException
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.loss.Loss
import org.espalier.dsl.metric.Metric
import org.espalier.dsl.optimizer.Adam
import org.espalier.dsl.optimizer.Optimizer
import org.espalier.dsl.step.StepProgram
import org.espalier.dsl.step.Supervised
import org.espalier.dsl.step.Training
import java.util.Optional

/** The inside of `classification { }`, `regression { }` and `compile { }`. */
@EspalierDsl
public class TrainingScope(
    loss: Loss,
    metrics: List<Metric>,
) {
    private val objectives = mutableListOf<Supervised.Objective>()
    private var supervised = false

    /** Seed of weights, shuffling and dropout; 0 is a seed. */
    public var seed: Long = Training.SEED

    /** Overrides the network's policy for weight matrices; null means the network's. */
    public var init: Initializer? = null

    /** How all weights follow the gradient; Adam at 1e-3 unless set. */
    public var optimizer: Optimizer by said(Adam(1e-3))

    /** Compares the network's first output with the target. */
    public var loss: Loss by said(loss)

    /** Reported beside the loss. */
    public var metrics: List<Metric> by said(metrics)

    /** What one step does, in place of supervised training; loss, metrics and optimizer are then its own. */
    public var program: StepProgram? = null

    /** One loss of several: what the output named [output] should be, with its weight in the sum. */
    public fun objective(
        output: String,
        loss: Loss,
        weight: Double = 1.0,
        metrics: List<Metric> = listOf(),
    ) {
        objectives += Supervised.Objective(output, loss, weight, metrics)
    }

    internal fun build(): Training =
        Training(program?.also { alone() } ?: supervised(), seed, Optional.ofNullable(init))

    private fun supervised(): StepProgram =
        Supervised(objectives.ifEmpty { listOf(Supervised.Objective("", loss, 1.0, metrics)) }, optimizer)

    private fun alone() {
        if (supervised || objectives.isNotEmpty()) {
            throw EspalierException(
                "program = … says itself what one step does: give it its losses, metrics and optimizers, " +
                    "and take loss, metrics, optimizer and objective(…) out of this block",
            )
        }
    }

    private fun <T> said(otherwise: T) =
        kotlin.properties.Delegates.observable(otherwise) { _, _, _ ->
            supervised =
                true
        }
}
