package org.espalier.notebook

import org.espalier.dsl.structure.Plan
import org.espalier.runtime.fit.Epoch
import org.espalier.runtime.fit.History
import org.espalier.runtime.fit.ProgressReport
import org.espalier.runtime.view.Html
import org.espalier.runtime.view.Views
import java.util.Locale
import java.util.UUID

/**
 * The learning curve of a training that runs, under a line that says where it is, in one output that is written anew;
 * at the end the line alone, and the final curve below it in an output of its own.
 *
 * Clients that execute without showing (nbconvert with this kernel) keep the first state of an output: so it begins
 * with a line that stays true, and the curve that has to last is a new output.
 */
internal class LiveCurve(
    private val display: Display,
    private val shown: Shown,
) : ProgressReport {
    private val id = UUID.randomUUID().toString()
    private val epochs = mutableListOf<Epoch>()
    private val plans = mutableListOf<Plan>()
    private var where = ""
    private var steps = 0
    private var curve = ""
    private var next = System.nanoTime() + PAUSE

    override fun start(
        epoch: Long,
        last: Long,
        steps: Int,
    ) {
        if (where.isEmpty()) display.add(mime("training until epoch $last, $steps steps each"), id)
        where = "epoch $epoch of $last"
        this.steps = steps
    }

    override fun step(
        done: Int,
        loss: Double,
    ) {
        if (System.nanoTime() < next) return
        val tail = if (loss.isFinite()) String.format(Locale.ROOT, " · loss %.4f", loss) else ""
        update("$where · step $done of $steps$tail")
    }

    override fun plan(plan: Plan) {
        plans += plan
    }

    override fun warning(line: String) {
        display.add(mime("warning: $line"))
    }

    override fun epoch(epoch: Epoch) {
        epochs += epoch
        if (System.nanoTime() < next && epochs.size > 1) return
        curve = html(History(epochs, ""))
        update(History.line(epoch))
    }

    override fun abandon() {
        if (where.isNotEmpty()) display.replace(id, mime("$where · ended by an error"))
    }

    override fun end(history: History) {
        if (history.epochs().isEmpty()) return
        display.replace(id, mime(History.line(history.last())))
        val all = listOf(history) + plans
        display.add(mime(all.joinToString("", transform = ::html), all.joinToString("\n")))
        shown.drew(history)
    }

    private fun update(text: String) {
        display.replace(id, mime(Html.text(text) + curve, text))
        next = System.nanoTime() + PAUSE
    }

    private fun html(value: Any) = Views.html(value).orElse("")

    private companion object {
        /** Nanoseconds between two updates. */
        const val PAUSE = 500_000_000L
    }
}
