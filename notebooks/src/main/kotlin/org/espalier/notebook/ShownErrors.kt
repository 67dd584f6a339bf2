package org.espalier.notebook

import org.espalier.runtime.view.Views
import org.jetbrains.kotlinx.jupyter.api.ThrowableRenderer

/** Renders every error that has a view. */
internal object ShownErrors : ThrowableRenderer {
    override fun accepts(throwable: Throwable): Boolean = Views.html(throwable).isPresent

    override fun render(throwable: Throwable): Any = mime(Views.html(throwable).orElse(""), "$throwable")
}
