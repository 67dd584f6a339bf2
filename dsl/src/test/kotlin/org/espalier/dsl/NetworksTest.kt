package org.espalier.dsl

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.espalier.dsl.activation.Nish
import org.espalier.dsl.activation.Relu
import org.espalier.dsl.error.EspalierException
import org.espalier.dsl.error.ShapeMismatch
import org.espalier.dsl.init.HeNormal
import org.espalier.dsl.layer.Add
import org.espalier.dsl.layer.Conv2d
import org.espalier.dsl.layer.Dense
import org.espalier.dsl.network.Network
import org.espalier.dsl.op.Padding
import org.espalier.dsl.parametrization.Masked
import org.espalier.dsl.step.Training
import org.junit.jupiter.api.Test

class NetworksTest {
    @Test
    fun `a chain equals the Java description`() {
        val kotlin =
            network("lenet") {
                image(28, 28, 1)
                conv2d(6, kernel = 5) { activation = nish }
                maxPool(2)
                residual {
                    conv2d(6, kernel = 3) {
                        activation = relu
                        padding = Padding.SAME
                    }
                }
                flatten()
                dense(12) { activation = activation("mine") { x -> x * sigmoid(x) } }
                dropout(0.5)
                dense(10) { structure = masked(density = 0.2) }
                init = heNormal()
            }
        val java =
            Network
                .named("lenet")
                .image(28, 28, 1)
                .conv2d(6, 5, Nish())
                .maxPool(2)
                .residual { it.conv2d(Conv2d(6, 3, Relu()).same()) }
                .flatten()
                .dense(Dense(12, activation("mine") { x -> x * x.sigmoid() }))
                .dropout(0.5)
                .dense(10)
                .init(HeNormal())
                .parametrize("dense2/kernel", Masked(0.2))
                .build()
        assertThat(kotlin).isEqualTo(java)
    }

    @Test
    fun `ways are joined, and handles add and multiply`() {
        val net =
            network("graph") {
                val x = image(8, 8, 2)
                branch({ conv2d(3, kernel = 1) }, { })
                val joined = current
                branch({ conv2d(5, kernel = 1) }, { conv2d(5, kernel = 1) }, join = Add())
                from(joined)
                val narrow = conv2d(2, kernel = 1)
                output(narrow + x, narrow * x)
            }
        assertThat(net.summary().shape("concat1").toString()).isEqualTo("[batch, 8, 8, 5]")
        assertThat(net.step("add2").get().inputs()).containsExactly("conv4", "image")
        assertThat(net.outputs()).containsExactly("add2", "multiply1")
    }

    @Test
    fun `a shared layer names whose weights it uses`() {
        val net =
            network("siamese") {
                val left = vector(4, name = "left")
                val right = vector(4, name = "right")
                from(left)
                val a = dense(3)
                from(right)
                val b = dense(3) { weights = a }
                add(a, b)
            }
        assertThat(net.step("dense2").get().weights()).isEqualTo("dense1")
        assertThat(net.summary().parameters()).isEqualTo(15)
    }

    @Test
    fun `a sequence keeps its time axis`() {
        val net =
            network("s") {
                sequence(7, 3)
                dense(5)
                globalMaxPool()
            }
        assertThat(net.summary().shape("dense1").toString()).isEqualTo("[batch, 7, 5]")
    }

    @Test
    fun `an error names the line of the user's own file`() {
        assertThatThrownBy {
            network("wrong") {
                image(8, 8, 1)
                dense(10)
            }
        }.isInstanceOf(ShapeMismatch::class.java)
            .hasMessageContaining("NetworksTest.kt:")
            .hasMessageContaining("flatten() before dense(10)")
        assertThatThrownBy { network("empty") { dense(10) } }
            .isInstanceOf(EspalierException::class.java)
            .hasMessageContaining("image(height, width, channels)")
    }

    @Test
    fun `what one step does is said by settings or by a program, not both`() {
        val sgd = Training.regression().program()
        assertThat(classification { program = sgd }.program()).isEqualTo(sgd)
        assertThatThrownBy {
            classification {
                program = sgd
                optimizer = adam(1e-2)
            }
        }.hasMessageContaining("program = …")
        assertThat(classification()).isEqualTo(Training.classification())
        assertThat(regression { seed = 0 }).isEqualTo(Training.regression().seed(0))
    }
}
