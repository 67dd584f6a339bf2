package org.espalier.notebook

import org.jetbrains.kotlinx.jupyter.EvalRequestData
import org.jetbrains.kotlinx.jupyter.api.MimeTypedResult
import org.jetbrains.kotlinx.jupyter.api.libraries.ExecutionHost
import org.jetbrains.kotlinx.jupyter.libraries.EmptyResolutionInfoProvider
import org.jetbrains.kotlinx.jupyter.messaging.DisplayHandler
import org.jetbrains.kotlinx.jupyter.repl.creating.createRepl
import java.io.File

/** The kernel's own interpreter in this process, with our integration loaded, and a record of what cells display. */
internal class Cells {
    /** Whether it is an update, the id, and the data by MIME type. */
    data class Displayed(
        val update: Boolean,
        val id: String?,
        val data: Map<String, String>,
    )

    val displayed = mutableListOf<Displayed>()

    private val record =
        object : DisplayHandler {
            override fun handleDisplay(
                value: Any,
                host: ExecutionHost,
                id: String?,
            ) {
                displayed += Displayed(false, id, value as MimeTypedResult)
            }

            override fun handleUpdate(
                value: Any,
                host: ExecutionHost,
                id: String?,
            ) {
                displayed += Displayed(true, id, value as MimeTypedResult)
            }
        }

    private val repl =
        createRepl(
            EmptyResolutionInfoProvider,
            System.getProperty("java.class.path").split(File.pathSeparator).map(::File),
            isEmbedded = true,
            displayHandler = record,
        )

    private var number = 0

    init {
        repl.eval { repl.librariesScanner.addLibrariesFromClassLoader(javaClass.classLoader, this, repl.notebook) }
    }

    private fun evaluate(code: String) = repl.evalEx(EvalRequestData(code, ++number))

    /** Runs a cell; what it shows, by MIME type. */
    fun run(code: String): Map<String, String> = evaluate(code).displayValue as? MimeTypedResult ?: emptyMap()

    /** Runs a cell that fails; its error, which the kernel renders after that. */
    fun fail(code: String): Throwable {
        val error = runCatching { evaluate(code) }.exceptionOrNull()
        return generateSequence(error) { it.cause }.last()
    }
}
