package org.espalier.notebook

import org.espalier.runtime.view.Views
import org.jetbrains.kotlinx.jupyter.api.KotlinKernelHost
import org.jetbrains.kotlinx.jupyter.api.ThrowableRenderer

/**
 * Shows every error that has a view, above what the kernel says of it. The kernel takes a cell whose error was rendered
 * for one that did not fail, and goes on with the next; so errors are displayed, and left to the kernel all the same,
 * with the frames of cells alone for a stack.
 */
internal class ShownErrors : ThrowableRenderer {
    lateinit var host: KotlinKernelHost

    override fun accepts(throwable: Throwable): Boolean {
        Views.html(throwable).ifPresent {
            host.display(mime(it, "$throwable"), null)
            throwable.stackTrace = throwable.stackTrace.filter { frame -> CELL in frame.className }.toTypedArray()
        }
        return false
    }

    override fun render(throwable: Throwable): Any = throw UnsupportedOperationException("accepts nothing")

    private companion object {
        const val CELL = "_jupyter"
    }
}
