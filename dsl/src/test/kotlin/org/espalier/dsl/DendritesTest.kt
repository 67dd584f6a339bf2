package org.espalier.dsl

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

class DendritesTest {
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
