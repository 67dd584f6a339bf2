package org.espalier.dsl

import org.assertj.core.api.Assertions.assertThat
import org.espalier.dsl.activation.Ada
import org.espalier.dsl.activation.Pfplus
import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.HeNormal
import org.espalier.dsl.layer.Conv2d
import org.espalier.dsl.layer.DendriteConv2d
import org.espalier.dsl.layer.DendriteDense
import org.espalier.dsl.layer.Dense
import org.espalier.dsl.layer.GaussianDropout
import org.espalier.dsl.layer.PyNadaConv2d
import org.espalier.dsl.layer.PyNadaDense
import org.espalier.dsl.layer.SpatialDropout2d
import org.espalier.dsl.network.Network
import org.espalier.dsl.op.Padding
import org.espalier.dsl.parametrization.AtLeast
import org.espalier.dsl.parametrization.Masked
import org.espalier.dsl.parametrization.MaxNorm
import org.junit.jupiter.api.Test

class DendritesTest {
    @Test
    fun `dendrites equal their Java description`() {
        val kotlin =
            network("net") {
                image(8, 8, 1)
                pyNadaConv2d(4, kernel = 3, dendrite = ada(0.7, leak = 0.01)) { padding = Padding.SAME }
                spatialDropout2d(0.1)
                dendriteConv2d(3, kernel = 3) {
                    kernel = heNormal()
                    padding = Padding.SAME
                    stride = 2
                }
                flatten()
                dendriteDense(6) {
                    bias = Constant(0.1)
                    outputBias = Constant.ZEROS
                    structure = masked(0.5)
                }
                gaussianDropout(0.2)
                pyNadaDense(5) { structure = masked(0.3) }
                dense(4) { activation = pfplus(0.2, 10.0).trainable() }
                parametrize("dense1/kernel", maxNorm(3.0))
                parametrize("dense1/bias", atLeast(0.0))
            }
        val java =
            Network
                .named("net")
                .image(8, 8, 1)
                .layer(PyNadaConv2d(Conv2d(4, 3, Ada(0.7, 0.0, 0.01)).same()))
                .layer(SpatialDropout2d(0.1))
                .layer(DendriteConv2d(3, 3).withKernel(HeNormal()).same().withStride(2))
                .flatten()
                .layer(DendriteDense(6).withBias(Constant(0.1)).withOutputBias())
                .layer(GaussianDropout(0.2))
                .layer(PyNadaDense(5))
                .dense(Dense(4, Pfplus(0.2, 10.0).trainable()))
                .build()
                .parametrize("dendriteDense1/kernel", Masked(0.5))
                .parametrize("pyNadaDense1/*/kernel", Masked(0.3))
                .parametrize("dense1/kernel", MaxNorm(3.0))
                .parametrize("dense1/bias", AtLeast(0.0))
        assertThat(kotlin).isEqualTo(java)
        assertThat(kotlin.summary().parameters).isEqualTo(java.summary().parameters)
    }

    @Test
    fun `layers may share one trained alpha`() {
        val net =
            network("net") {
                vector(3)
                dense(4)
                val first = activation(trainableAda(alpha = 0.1))
                dense(5)
                layer(trainableAda(alpha = 0.1)) { weights = first }
            }
        assertThat(net.summary().parameters).isEqualTo(16L + 1 + 25)
    }
}
