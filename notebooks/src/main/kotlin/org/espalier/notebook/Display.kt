package org.espalier.notebook

import org.jetbrains.kotlinx.jupyter.api.KotlinKernelHost
import org.jetbrains.kotlinx.jupyter.api.MimeTypedResult

/**
 * The outputs of whichever cell runs. The hosts that the kernel lends to callbacks do not all show something; the
 * functions that cells themselves call do, so they are fetched from a cell.
 */
internal class Display(
    host: KotlinKernelHost,
) {
    @Suppress("UNCHECKED_CAST")
    private val show =
        host
            .execute(
                "{ value: Any, id: String?, again: Boolean ->" +
                    " if (again) UPDATE_DISPLAY(value, id) else DISPLAY(value, id) }",
            ).value as (Any, String?, Boolean) -> Unit

    /** A new output; with an id it can be written anew. */
    fun add(
        output: MimeTypedResult,
        id: String? = null,
    ): Unit = show(output, id, false)

    /** Writes an output anew. */
    fun replace(
        id: String,
        output: MimeTypedResult,
    ): Unit = show(output, id, true)
}
