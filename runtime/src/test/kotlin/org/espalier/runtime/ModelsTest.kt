package org.espalier.runtime

import org.assertj.core.api.Assertions.assertThat
import org.espalier.dsl.adam
import org.espalier.dsl.conv2d
import org.espalier.dsl.dense
import org.espalier.dsl.flatten
import org.espalier.dsl.network
import org.espalier.dsl.optimizer.Adam
import org.espalier.dsl.relu
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.step.Training
import org.espalier.dsl.structure.MagnitudePruning
import org.espalier.runtime.fit.Fit
import org.espalier.runtime.fit.ProgressStyle
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path

class ModelsTest {
    private val digits = data("digits").train.take(96)
    private val net =
        network("tiny") {
            image(28, 28, 1)
            conv2d(2, kernel = 5) {
                activation = relu
                stride = 3
            }
            flatten()
            dense(10)
        }

    @Test
    fun `Kotlin and Java train the same bits`(
        @TempDir dir: Path,
    ) {
        val file = dir.resolve("tiny.espalier")
        val kotlin =
            net
                .compile {
                    optimizer = adam(rate = 1e-2)
                    seed = 3
                }.use {
                    it.fit(digits, epochs = 1, batch = 32, checkpoint = file, progress = ProgressStyle.SILENT) {
                        pass(every = 1, MagnitudePruning(0.5))
                    }
                    it.weightsSha256()
                }
        val java =
            Espalier.compile(net, Training.classification().optimizer(Adam(1e-2)).seed(3)).use {
                it.fit(digits, Fit.epochs(1).batch(32).pass(1, MagnitudePruning(0.5)))
                it.weightsSha256()
            }
        assertThat(kotlin).isEqualTo(java)
        Snapshot.load(file).open().use { assertThat(it.weightsSha256()).isEqualTo(java) }
    }

    @Test
    fun `callbacks are told, and can stop`() {
        val steps = mutableListOf<Long>()
        val epochs = mutableListOf<Long>()
        val history =
            net.compile().use {
                it.fit(digits, epochs = 9, batch = 48, progress = ProgressStyle.SILENT) {
                    onStep { step, _ -> steps += step }
                    onEpoch { epoch, _ -> epochs += epoch.number() }
                    stopWhen { epoch, _ -> epoch.number() == 2L }
                }
            }
        assertThat(history.epochs()).hasSize(2)
        assertThat(steps).containsExactly(1, 2, 3, 4)
        assertThat(epochs).containsExactly(1, 2)
    }
}
