package org.espalier.dsl

import org.assertj.core.api.Assertions.assertThat
import org.espalier.dsl.expr.Expr
import org.espalier.dsl.op.Leaf
import org.espalier.dsl.reading.Evaluation
import org.espalier.dsl.tensor.DType
import org.espalier.dsl.tensor.Nd
import org.espalier.dsl.tensor.Type
import org.junit.jupiter.api.Test

class ExpressionsTest {
    private val x = Leaf.input("x", Type.of(DType.FLOAT64, 2))

    @Test
    fun `a number may stand on the left`() {
        assertThat(at(1.5 + x)).containsExactly(5.5, -6.5)
        assertThat(at(1.5 - x)).containsExactly(-2.5, 9.5)
        assertThat(at(1.5 * x)).containsExactly(6.0, -12.0)
        assertThat(at(1.0 / x)).containsExactly(0.25, -0.125)
    }

    @Test
    fun `matmul may stand between`() {
        val a = Leaf.input("a", Type.of(DType.FLOAT64, 2, 3))
        val b = Leaf.input("b", Type.of(DType.FLOAT64, 3, 4))
        assertThat(a matmul b).isSameAs(a.matmul(b))
    }

    private fun at(y: Expr): DoubleArray = Evaluation.of(y, mapOf(x to Nd.of(4.0, -8.0))).data
}
