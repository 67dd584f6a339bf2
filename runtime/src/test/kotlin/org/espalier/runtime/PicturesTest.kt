package org.espalier.runtime

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.assertj.core.api.Assertions.within
import org.espalier.dsl.adam
import org.espalier.dsl.conv2d
import org.espalier.dsl.dense
import org.espalier.dsl.error.EspalierException
import org.espalier.dsl.flatten
import org.espalier.dsl.network
import org.espalier.dsl.nish
import org.espalier.dsl.relu
import org.espalier.runtime.fit.ProgressStyle
import org.junit.jupiter.api.Test
import kotlin.math.PI
import kotlin.math.sqrt

class PicturesTest {
    private val digits = data("digits").test.take(120)
    private val net =
        network("tiny") {
            image(28, 28, 1)
            conv2d(3, kernel = 5, name = "eyes") { activation = relu }
            flatten()
            dense(10)
        }

    @Test
    fun `a trained model shows what it does`() {
        net.compile { optimizer = adam(rate = 1e-2) }.use { model ->
            val history =
                model.fit(
                    digits,
                    epochs = 2,
                    batch = 20,
                    validation = digits,
                    progress = ProgressStyle.SILENT,
                )
            assertThat(history.plot().description()).contains("training", "validation")
            assertThat(history.plotAccuracy().title()).isEqualTo("Accuracy by epoch")

            val classified = model.classify(digits)
            assertThat(classified.accuracy()).isCloseTo(history.last().metric("validation/accuracy"), within(1e-6))
            assertThat(classified.mistakes().size + classified.hits().size).isEqualTo(120)
            assertThat(classified.confusion()).isEqualTo(model.confusion(digits))
            val confidence = classified.mistakes().map { classified.confidence()[it] }
            assertThat(confidence).isSortedAccordingTo(Comparator.reverseOrder())

            assertThat(model.filters("eyes").title()).isEqualTo("Filters of tiny/eyes")
            assertThat(model.featureMaps("eyes", digits, row = 7).title())
                .isEqualTo("Output of tiny/eyes for row 7 of digits test")
            assertThat(model.report(digits).html()).contains("Sample predictions", "Network of 3 steps")
        }
    }

    @Test
    fun `what cannot be drawn says what could`() {
        net.compile().use { model ->
            assertThatThrownBy { model.filters("eye") }
                .isInstanceOf(EspalierException::class.java)
                .hasMessageContaining("did you mean 'eyes'?")
            assertThatThrownBy { model.featureMaps("dense1", digits) }
                .isInstanceOf(EspalierException::class.java)
                .hasMessageContaining("'tiny/dense1' has no feature maps to draw: its output is [batch, 10]")
        }
        assertThatThrownBy { relu.plot(from = 1.0, to = 1.0) }.hasMessageContaining("got 1.0 to 1.0")
        assertThatThrownBy {
            org.espalier.runtime.data.Dataset
                .of(arrayOf(floatArrayOf(1f, 2f)), intArrayOf(0))
                .plot()
        }.isInstanceOf(EspalierException::class.java)
            .hasMessageContaining("holds no images")
    }

    @Test
    fun `activations as curves and moments`() {
        assertThat(nish.plot().title()).isEqualTo("nish and its derivative")
        assertThat(listOf(relu, nish).plot().description()).contains("relu", "nish")
        assertThat(listOf(relu, nish).plotDerivatives(-2.0, 2.0).title()).isEqualTo("Derivatives")
        assertThat(relu.moments().mean()).isCloseTo(1 / sqrt(2 * PI), within(1e-9))
        assertThat(relu.moments().variance()).isCloseTo(0.5 - 1 / (2 * PI), within(1e-9))
    }

    @Test
    fun `a network and examples as pictures`() {
        assertThat(net.diagram().svg()).contains("eyes", "conv2d, 3 filters")
        assertThat(digits.plot(3, 5).description()).contains("2")
    }
}
