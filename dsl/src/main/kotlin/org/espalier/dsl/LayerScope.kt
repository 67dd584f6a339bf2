package org.espalier.dsl

import org.espalier.dsl.activation.Custom
import org.espalier.dsl.expr.Expr
import org.espalier.dsl.network.Handle
import org.espalier.dsl.parametrization.Parametrization

/** The inside of a layer's block: what holds for any layer. */
@EspalierDsl
public open class LayerScope {
    internal val parametrizations = mutableListOf<Pair<String, Parametrization>>()

    /** An earlier step whose parameters this one uses: both train the same weights. */
    public var weights: Handle<*>? = null

    /**
     * What the layer's connections are made of: `structure = masked(density = 0.2)`, `groups(4)`; null means all of them,
     * freely. These are what the layer declares, a kernel mostly.
     */
    public var structure: Parametrization? = null

    /** What stands between the stored variable of a parameter and the weight that the layer sees; in order. */
    public fun parametrize(
        parameter: String,
        parametrization: Parametrization,
    ) {
        parametrizations += parameter to parametrization
    }

    /** An elementwise activation by its formula: `activation = activation("mine") { x -> x * sigmoid(x) }`. */
    public fun activation(
        name: String,
        formula: (Expr) -> Expr,
    ): Custom = Custom.of(name) { formula(it) }
}
