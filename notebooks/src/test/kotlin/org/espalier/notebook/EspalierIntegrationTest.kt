package org.espalier.notebook

import org.assertj.core.api.Assertions.assertThat
import org.espalier.dsl.error.EspalierException
import org.espalier.runtime.fit.Displays
import org.jetbrains.kotlinx.jupyter.api.KotlinKernelHost
import org.jetbrains.kotlinx.jupyter.api.MimeTypedResult
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import java.lang.reflect.Proxy

/** What cells show. The names that cells use without a header are the integration's imports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EspalierIntegrationTest {
    private lateinit var cells: Cells
    private val before = Displays.install { throw AssertionError("no notebook yet") }

    @BeforeAll
    fun load() {
        cells = Cells()
        cells.run(
            """
            val data = data("digits")
            val net = network("softmax") { image(28, 28, 1); flatten(); dense(10) }
            fun train(epochs: Int) = net.compile { seed = 7 }.use {
                it.fit(data.test, epochs = epochs, validation = data.test)
            }
            """.trimIndent(),
        )
    }

    @AfterAll
    fun leave() {
        Displays.install(before)
    }

    @Test
    fun aNetworkIsItsDiagramAndItsSummary() {
        val shown = cells.run("net")
        assertThat(shown["text/html"]).contains("<svg", "softmax", "dense1", "7 850")
        assertThat(shown["text/plain"]).contains("softmax")
    }

    @Test
    fun aPlotIsDrawnInline() {
        val shown =
            cells.run(
                """Plots.curves("Fall", "epoch", "loss (nats)", Series.line("a", doubleArrayOf(1.0, 2.0), doubleArrayOf(3.0, 1.0)))""",
            )
        assertThat(
            shown["text/html"],
        ).contains("<svg", "prefers-color-scheme", "Fall").doesNotContain("<script", "http-equiv")
        assertThat(shown["text/plain"]).contains("Fall")
    }

    @Test
    fun theCurveLivesInOneOutputAndTheFinalOneStandsAlone() {
        cells.displayed.clear()
        val shown = cells.run("train(2)")

        val (first, rest) = cells.displayed.first() to cells.displayed.drop(1)
        assertThat(first.update).isFalse()
        assertThat(first.data["text/plain"]).isEqualTo("training until epoch 2, 16 steps each")
        assertThat(rest.dropLast(1)).isNotEmpty().allMatch { it.update && it.id == first.id }
        assertThat(rest.first().data["text/html"]).contains("epoch 1", "<svg")
        assertThat(rest[rest.size - 2].data["text/html"]).contains("epoch 2").doesNotContain("<svg")
        val final = rest.last()
        assertThat(final.update).isFalse()
        assertThat(final.id).isNull()
        assertThat(final.data["text/html"]).contains("Loss by epoch", "Accuracy by epoch")
        assertThat(final.data["text/plain"]).contains("epoch 1", "epoch 2")
        assertThat(shown["text/html"]).`as`("not drawn again below it").contains("epoch 2").doesNotContain("<svg")
    }

    @Test
    fun aHistoryIsDrawnInAnotherCell() {
        cells.run("val h = train(1)")
        assertThat(cells.run("h")["text/html"]).contains("<svg", "Loss by epoch")
    }

    /** What an error shows, and that its cell fails all the same. */
    private fun shownOf(error: Throwable): MimeTypedResult? {
        val shown = mutableListOf<Any?>()
        val errors = ShownErrors()
        errors.host =
            Proxy.newProxyInstance(javaClass.classLoader, arrayOf(KotlinKernelHost::class.java)) { _, _, arguments ->
                shown += arguments[0]
                Unit
            } as KotlinKernelHost
        assertThat(errors.accepts(error)).`as`("rendered, and so taken for no failure").isFalse()
        return shown.singleOrNull() as MimeTypedResult?
    }

    @Test
    fun aShapeErrorIsATableAndItsStackIsOfCells() {
        val error =
            cells.fail("""network("bad") { image(8, 8, 1); maxPool(2); conv2d(4, kernel = 9); flatten(); dense(2) }""")
        val shown = shownOf(error)
        assertThat(shown?.get("text/html"))
            .contains(
                "<table",
                "bad/conv1",
                "expected",
                "at least 9×9",
                "received",
                "[batch, 4, 4, 1]",
                "pool1",
                "padding",
            )
        assertThat(shown?.get("text/plain")).contains("ShapeMismatch", "needs an image of at least 9×9")
        assertThat(error.stackTrace).isNotEmpty().allMatch { "_jupyter" in it.className }
    }

    @Test
    fun anotherErrorIsItsMessage() {
        val shown = shownOf(EspalierException("a < b"))
        assertThat(shown?.get("text/html")).contains("a &lt; b")
        assertThat(shown?.get("text/plain")).contains("EspalierException: a < b")
        assertThat(shownOf(IllegalStateException("not ours"))).isNull()
    }

    @Test
    fun anErrorInTheMiddleOfATrainingIsSaidWhereTheCurveWas() {
        cells.displayed.clear()
        val error =
            cells.fail(
                """
                net.compile { seed = 7 }.use {
                    it.fit(data.test, epochs = 1) { onStep { _, _ -> throw IllegalStateException("no more") } }
                }
                """.trimIndent(),
            )
        assertThat(error).hasMessage("no more")
        assertThat(cells.displayed.last().data["text/plain"]).contains("epoch 1 of 1", "ended by an error")
    }
}
