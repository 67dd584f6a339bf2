package org.espalier.runtime

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.espalier.dsl.dense
import org.espalier.dsl.error.EspalierException
import org.espalier.dsl.flatten
import org.espalier.dsl.masked
import org.espalier.dsl.network
import org.espalier.dsl.relu
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.step.Training
import org.espalier.dsl.topology.NnstdOptions
import org.espalier.runtime.fit.ProgressStyle
import org.espalier.runtime.topology.TopologyDistances
import org.espalier.runtime.topology.TopologyDrift
import org.espalier.runtime.view.Views
import org.junit.jupiter.api.Test

class TopologiesTest {
    private fun net(width: Int) =
        network("tiny") {
            image(28, 28, 1)
            flatten()
            dense(width) {
                activation = relu
                structure = masked(density = 0.05)
            }
            dense(10) { structure = masked(density = 0.5) }
        }

    private fun start(
        width: Int,
        seed: Long,
    ) = Snapshot.initial(net(width), Training.classification().seed(seed))

    @Test
    fun `two starts are far apart and a start is itself`() {
        val one = start(12, 1)
        assertThat(nnstd(one, one).mean()).isZero()
        assertThat(nnstd(one, start(12, 2)).mean()).isBetween(0.3, 1.0)
        assertThatThrownBy { nnstd(one, start(9, 1)) }
            .isInstanceOf(EspalierException::class.java)
            .hasMessageContaining("expected to be 12 as in the first, but is 9")
        assertThat(nnstd(one, start(9, 1), padded = true).layers()).hasSize(2)
        assertThat(one.cutOffs().size).isEqualTo(one.topology().cutOffs().size)
    }

    @Test
    fun `experiments compare and measure wirings`() {
        val pairs =
            experiment("pairs") {
                network { net(8) }
                measure(topologyDrift())
                between(topologyDistances(padded = true))
            }
        assertThat(pairs.networks()).isTrue()
        assertThat(pairs.between()).containsExactly(TopologyDistances(NnstdOptions.PUBLISHED.withPadding()))
        assertThat(pairs.trials()).allMatch { it.measures() == listOf(TopologyDrift()) }
        val kept =
            experiment("kept") {
                network { net(8) }
                keepNetworks()
            }
        assertThat(kept.networks()).isTrue()
    }

    @Test
    fun `a training shows how its wiring went on`() {
        val digits = data("digits:train=40,test=10").train
        net(8).compile().use { model ->
            val log = model.topologyLog()
            model.fit(digits, epochs = 1, progress = ProgressStyle.SILENT) { callback(log) }
            assertThat(evolution(log).distances()[0][1]).isZero()
            assertThat(Views.html(log.evolution())).isPresent()
            assertThat(Views.html(model.topology()).orElseThrow()).contains("tiny/dense1/kernel")
        }
    }
}
