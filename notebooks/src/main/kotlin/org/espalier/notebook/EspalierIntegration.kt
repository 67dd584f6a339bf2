package org.espalier.notebook

import org.espalier.runtime.Imports
import org.espalier.runtime.fit.Displays
import org.jetbrains.kotlinx.jupyter.api.libraries.JupyterIntegration

/**
 * What a Kotlin notebook does with Espalier: imports, pictures of its values, errors as tables, and a learning curve
 * that lives while `fit` runs. The kernel finds it by `META-INF/kotlin-jupyter-libraries/libraries.json` as soon as
 * `espalier-notebooks` is on a cell's class path.
 *
 * What is shown is whatever [org.espalier.runtime.view.Views] shows: a new view needs nothing here.
 */
public class EspalierIntegration : JupyterIntegration() {
    override fun Builder.onLoaded() {
        setMinimalKernelVersion("0.11.0.1")
        import(*Imports.ALL.toTypedArray())
        val shown = Shown(notebook)
        addRenderer(shown)
        val errors = ShownErrors()
        addThrowableRenderer(errors)
        onLoaded {
            Surroundings.prepare()
            errors.host = this
            val display = Display(this)
            Displays.install { LiveCurve(display, shown) }
        }
    }
}
