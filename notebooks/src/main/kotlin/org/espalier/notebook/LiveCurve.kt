package org.espalier.notebook

import org.espalier.dsl.structure.Plan
import org.espalier.runtime.fit.Epoch
import org.espalier.runtime.fit.History
import org.espalier.runtime.fit.ProgressReport
import org.jetbrains.kotlinx.jupyter.api.KotlinKernelHost
import java.util.Locale
import java.util.UUID

/**
 * The learning curve of a training that runs, with a line that says where it is, in one output that is written anew;
 * at the end the line alone, and the final curve below it as an output of its own.
 *
 * Clients that execute without showing (nbconvert) keep the first state of an output only: so it begins with a line
 * that stays true, and the curve that has to last is displayed, not updated.
 */
internal class LiveCurve(
    private val host: KotlinKernelHost,
    private val shown: Shown,
) : ProgressReport {
    private val id = UUID.randomUUID().toString()
    private val epochs = mutableListOf<Epoch>()
    private val plans = mutableListOf<Plan>()
    private var title = ""
    private var steps = 0
    private var began = false
    private var curve = ""
    private var next = System.nanoTime() + PAUSE

    override fun start(
        epoch: Long,
        last: Long,
        steps: Int,
    ) {
        this.steps = steps
        title = "epoch $epoch of $last"
        if (!began) host.display(line("training, $steps steps an epoch, up to epoch $last"), id)
        began = true
    }

    override fun step(
        done: Int,
        loss: Double,
    ) {
        if (System.nanoTime() < next) return
        val tail = if (loss.isFinite()) String.format(Locale.ROOT, " · loss %.4f", loss) else ""
        update("$title · step $done of $steps$tail")
    }

    override fun plan(plan: Plan) {
        plans += plan
    }

    override fun epoch(epoch: Epoch) {
        epochs += epoch
        if (System.nanoTime() < next && epochs.size > 1) return
        curve = Pieces.of(History(epochs, "")).orEmpty()
        update(History.line(epoch))
    }

    override fun abandon() {
        if (began) host.updateDisplay(line("$title · ended by an error"), id)
    }

    override fun end(history: History) {
        if (history.epochs().isEmpty()) return
        host.updateDisplay(line(History.line(history.last())), id)
        val planned = plans.joinToString("") { Pieces.of(it).orEmpty() }
        val text = (listOf(history) + plans).joinToString("\n")
        host.display(mime(Pieces.of(history).orEmpty() + planned, text), null)
        shown.drew(history)
    }

    private fun update(text: String) {
        host.updateDisplay(mime(line(text).getValue("text/html") + curve, text), id)
        next = System.nanoTime() + PAUSE
    }

    private fun line(text: String) = mime(Pieces.preformatted(text), text)

    private companion object {
        /** Nanoseconds between two updates. */
        const val PAUSE = 500_000_000L
    }
}
