package org.espalier.dsl

import org.espalier.dsl.activation.Activation
import org.espalier.dsl.expr.Expr
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.layer.Add
import org.espalier.dsl.layer.Concat
import org.espalier.dsl.layer.Layer
import org.espalier.dsl.layer.Multiply
import org.espalier.dsl.network.Handle
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.network.InputSpec
import org.espalier.dsl.network.Network
import org.espalier.dsl.network.NetworkBuilder
import org.espalier.dsl.network.SequenceHandle
import org.espalier.dsl.network.TensorHandle
import org.espalier.dsl.network.VectorHandle
import org.espalier.dsl.parametrization.Parametrization
import org.espalier.dsl.tensor.DType

/**
 * The inside of `network { }`. A layer of one's own joins it by one function:
 * `fun NetworkScope.mine(n: Int, name: String? = null) = layer(Mine(n), name)`.
 */
@EspalierDsl
public class NetworkScope internal constructor(
    private val builder: NetworkBuilder,
) {
    /** How weight matrices start for which no layer says otherwise; Glorot uniform unless set. */
    public var init: Initializer
        get() = builder.init()
        set(value) {
            builder.init(value)
        }

    /** Element type of parameters and inputs; float32 unless set, and set before the first input. */
    public var dtype: DType
        get() = builder.dtype()
        set(value) {
            builder.dtype(value)
        }

    /** The value that the next layer takes: the one described last, or the one [from] named. */
    public val current: TensorHandle
        get() = builder.current()

    /** An input of images: `[batch, height, width, channels]`, sizes in pixels. */
    public fun image(
        height: Int,
        width: Int,
        channels: Int,
        name: String = "image",
    ): ImageHandle = builder.image(name, height.toLong(), width.toLong(), channels.toLong())

    /** An input of feature vectors: `[batch, features]`. */
    public fun vector(
        features: Int,
        name: String = "features",
    ): VectorHandle = builder.vector(name, features.toLong())

    /** An input of sequences of known length: `[batch, time, features]`. */
    public fun sequence(
        time: Int,
        features: Int,
        name: String = "sequence",
    ): SequenceHandle = builder.sequence(name, time.toLong(), features.toLong())

    /** An input of any type. */
    public fun tensor(spec: InputSpec): TensorHandle = builder.tensor(spec)

    /** Goes on from an earlier value. */
    public fun from(earlier: Handle<*>): TensorHandle = builder.from(earlier).current()

    /**
     * Any layer, also one's own, on [inputs] (unless said: on the current value).
     *
     * @param name of the step; numbered after the layer's kind unless given
     */
    public fun layer(
        layer: Layer,
        name: String? = null,
        vararg inputs: Handle<*>,
        configure: LayerScope.() -> Unit = {},
    ): TensorHandle = step(layer, LayerScope().apply(configure), name, *inputs)

    /** Adds a step as a layer's scope says; what layers' own functions are made of. */
    public fun step(
        layer: Layer,
        scope: LayerScope,
        name: String? = null,
        vararg inputs: Handle<*>,
    ): TensorHandle {
        val from = if (inputs.isEmpty()) arrayOf(current) else inputs
        val made = builder.step(name, layer, scope.weights?.name(), *from)
        scope.parametrizations.forEach { (parameter, how) ->
            builder.parametrize("${made.name()}/$parameter", how)
        }
        scope.structure?.let { builder.structure(made.name(), it) }
        return made
    }

    /** An activation as a step of its own. */
    public fun activation(
        activation: Activation,
        name: String? = null,
    ): TensorHandle = layer(activation, name)

    /** An elementwise activation by its formula, as a step of its own: `activation("mine") { x -> x * sigmoid(x) }`. */
    public fun activation(
        name: String,
        formula: (Expr) -> Expr,
    ): TensorHandle =
        layer(
            org.espalier.dsl.activation.Custom
                .of(name) { formula(it) },
            name,
        )

    /** `describe(x) + x`: the value that [describe] ends in must have the shape of the one it began with. */
    public fun residual(describe: NetworkScope.() -> Unit): TensorHandle {
        val start = current
        describe()
        return add(current, start)
    }

    /**
     * Several ways from the current value, joined.
     *
     * ```kotlin
     * val inception = network("inception") {
     *     image(28, 28, 1)
     *     branch({ conv2d(8, kernel = 1) }, { conv2d(16, kernel = 3) { padding = Padding.SAME } })
     * }
     * println(inception.summary().shape("concat1"))
     * // → [batch, 28, 28, 24]
     * ```
     *
     * @param ways at least one; one that adds nothing stands for the value itself
     * @param join how their ends become one: `Concat(-1)` along the last axis unless said, `Add()`, `Multiply()`
     */
    public fun branch(
        vararg ways: NetworkScope.() -> Unit,
        join: Layer = Concat(-1),
    ): TensorHandle {
        val start = current
        val ends =
            ways.map { way ->
                from(start)
                way()
                current
            }
        return layer(join, null, *ends.toTypedArray())
    }

    /** Elementwise sum of values of one shape. */
    public fun add(
        vararg values: Handle<*>,
        name: String? = null,
    ): TensorHandle = layer(Add(), name, *values)

    /** Elementwise product of values of one shape. */
    public fun multiply(
        vararg values: Handle<*>,
        name: String? = null,
    ): TensorHandle = layer(Multiply(), name, *values)

    /** Values joined along [axis], the last one unless said; batch is axis 0. */
    public fun concat(
        vararg values: Handle<*>,
        axis: Int = -1,
        name: String? = null,
    ): TensorHandle = layer(Concat(axis), name, *values)

    /** What stands between stored variables and effective weights; `*` in [pattern] is one name, `**` any number. */
    public fun parametrize(
        pattern: String,
        parametrization: Parametrization,
    ) {
        builder.parametrize(pattern, parametrization)
    }

    /** Makes values outputs, in this order; without it the last value is the only output. */
    public fun output(vararg values: Handle<*>) {
        values.forEach(builder::output)
    }

    internal fun build(): Network = builder.build()
}
