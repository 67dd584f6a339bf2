package org.espalier.dsl

import org.espalier.dsl.activation.Formula
import org.espalier.dsl.activation.Relu
import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.op.Padding

/** The inside of `dendriteDense { }`; see [org.espalier.dsl.layer.DendriteDense]. */
public open class DendriteScope internal constructor() : LayerScope() {
    /** Of each connection, before the sum; relu unless set. */
    public var activation: Formula = Relu()

    /** How the kernel starts; null means the network's policy. */
    public var kernel: Initializer? = null

    /** How the connections' biases start, at 0 unless set. */
    public var bias: Initializer = Constant.ZEROS

    /** How a bias of the sums starts; null, unless set, means that there is none. */
    public var outputBias: Initializer? = null
}

/** The inside of `dendriteConv2d { }`; see [org.espalier.dsl.layer.DendriteConv2d]. */
public class DendriteConv2dScope internal constructor() : DendriteScope() {
    /** `SAME` pads with zeros, so that stride 1 keeps height and width; `VALID` (unless set) does not pad. */
    public var padding: Padding = Padding.VALID

    /** Rows and columns between two windows, in pixels. */
    public var stride: Int = 1
}
