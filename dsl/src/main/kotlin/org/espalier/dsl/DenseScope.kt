package org.espalier.dsl

import org.espalier.dsl.activation.Activation
import org.espalier.dsl.activation.Linear
import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.layer.Dense
import org.espalier.dsl.network.TensorHandle
import java.util.Optional

/** The inside of `dense { }`; see [Dense]. */
public class DenseScope internal constructor(
    private val units: Int,
    sequence: Boolean,
) : LayerScope() {
    /** Applied last; linear unless set. */
    public var activation: Activation = Linear()

    /** How the kernel `[in, units]` starts; null means the network's policy. */
    public var kernel: Initializer? = null

    /** How the bias `[units]` starts, at 0 unless set; null means that there is none. */
    public var bias: Initializer? = Constant.ZEROS

    /** Whether inputs of any rank are taken, with the same weights at every position; true for a sequence. */
    public var everyPosition: Boolean = sequence

    internal fun build(): Dense =
        Dense(
            units,
            activation,
            Optional.ofNullable(kernel),
            Optional.ofNullable(bias),
            everyPosition,
        )
}

/**
 * Fully connected: `[batch, in]` → `[batch, units]`, a sequence `[batch, time, in]` → `[batch, time, units]`.
 *
 * @param units number of output features, ≥ 1
 */
public fun NetworkScope.dense(
    units: Int,
    name: String? = null,
    configure: DenseScope.() -> Unit = {},
): TensorHandle {
    val scope = DenseScope(units, sequence = current.shape().rank() == 3).apply(configure)
    return step(scope.build(), scope, name)
}
