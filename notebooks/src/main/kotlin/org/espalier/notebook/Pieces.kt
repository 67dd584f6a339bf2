package org.espalier.notebook

import org.espalier.dsl.error.EspalierException
import org.espalier.dsl.error.ShapeMismatch
import org.espalier.dsl.network.Network
import org.espalier.dsl.network.Summary
import org.espalier.dsl.structure.Plan
import org.espalier.runtime.fit.Epoch
import org.espalier.runtime.fit.History
import org.espalier.runtime.plot.ConfusionMatrix
import org.espalier.runtime.plot.LearningCurves
import org.espalier.runtime.plot.Plot

/** HTML for values. */
internal object Pieces {
    /** The piece of a value; null for a value that has none. */
    fun of(value: Any?): String? =
        when (value) {
            is Plot -> {
                value.svg()
            }

            is ConfusionMatrix -> {
                value.plot().svg()
            }

            is History -> {
                if (value.epochs().isEmpty()) {
                    preformatted(
                        "no epoch was trained",
                    )
                } else {
                    curves(value)
                }
            }

            is Network -> {
                preformatted(value.summary().toString())
            }

            is Summary, is Plan -> {
                preformatted(value.toString())
            }

            is ShapeMismatch -> {
                table(value)
            }

            is EspalierException -> {
                preformatted(value.message.orEmpty())
            }

            else -> {
                null
            }
        }

    /** Whether a value has one. */
    fun shows(value: Any): Boolean =
        value is Plot || value is ConfusionMatrix || value is History || value is Network ||
            value is Summary ||
            value is Plan

    fun preformatted(text: String): String = "<pre>${escape(text)}</pre>"

    fun escape(text: String): String =
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    private fun curves(history: History): String {
        fun series(name: String) = history.series(name).takeUnless { it.all(Double::isNaN) }
        return LearningCurves
            .of(
                history.epochs().map { it.number().toDouble() }.toDoubleArray(),
                series("loss"),
                series(Epoch.VALIDATION + "loss"),
                series("accuracy"),
                series(Epoch.VALIDATION + "accuracy"),
            ).plots()
            .joinToString("\n") { it.svg() }
    }

    private fun table(error: ShapeMismatch): String =
        (
            listOf(
                "where" to error.site(),
                "expected" to error.expected(),
                "received" to error.received(),
                "producer" to error.context(),
            ) + error.fixes().map { "try" to it }
        ).filter { it.second.isNotBlank() }
            .joinToString("", "<table>", "</table>") { (name, text) ->
                "<tr><th>$name</th><td>${preformatted(text)}</td></tr>"
            }
}
