package org.espalier.notebook

import org.espalier.runtime.fit.History
import org.espalier.runtime.view.Views
import org.jetbrains.kotlinx.jupyter.api.FieldValue
import org.jetbrains.kotlinx.jupyter.api.Notebook
import org.jetbrains.kotlinx.jupyter.api.RendererHandler
import org.jetbrains.kotlinx.jupyter.api.ResultHandlerExecution
import org.jetbrains.kotlinx.jupyter.api.libraries.ExecutionHost

/** Renders every value that has a view; a training whose curve stands in the same cell already as text only. */
internal class Shown(
    private val notebook: Notebook,
) : RendererHandler {
    private var drawn: Pair<History, Int?>? = null

    /** The cell that runs shows the curve of this training. */
    fun drew(history: History) {
        drawn = history to cell()
    }

    private fun cell() = notebook.currentCell?.id

    override fun accepts(value: Any?): Boolean = Views.shows(value)

    override val execution: ResultHandlerExecution =
        object : ResultHandlerExecution {
            override fun execute(
                host: ExecutionHost,
                result: FieldValue,
            ) = FieldValue(render(result.value), result.name)

            override fun replaceVariables(mapping: Map<String, String>) = this
        }

    private fun render(value: Any?) =
        if (drawn == value to cell()) mime(text(value)) else mime(Views.html(value).orElse(""), text(value))

    override fun replaceVariables(mapping: Map<String, String>): Shown = this
}
