package org.espalier.dsl

import org.assertj.core.api.Assertions.assertThat
import org.espalier.dsl.activation.Activation
import org.espalier.dsl.activation.Ada
import org.espalier.dsl.activation.Relu
import org.espalier.dsl.activation.Softplus
import org.espalier.dsl.activation.Tanh
import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.HeNormal
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.init.Orthogonal
import org.espalier.dsl.json.Json
import org.espalier.dsl.json.TypeIndexWriter
import org.espalier.dsl.layer.Add
import org.espalier.dsl.layer.AveragePool2d
import org.espalier.dsl.layer.BatchNorm
import org.espalier.dsl.layer.Block
import org.espalier.dsl.layer.Concat
import org.espalier.dsl.layer.ContrastNorm
import org.espalier.dsl.layer.Conv2d
import org.espalier.dsl.layer.DendriteConv2d
import org.espalier.dsl.layer.DendriteDense
import org.espalier.dsl.layer.Dense
import org.espalier.dsl.layer.Dropout
import org.espalier.dsl.layer.FixedAffine
import org.espalier.dsl.layer.GaussianDropout
import org.espalier.dsl.layer.GroupPool
import org.espalier.dsl.layer.Layer
import org.espalier.dsl.layer.MaxPool2d
import org.espalier.dsl.layer.Multiply
import org.espalier.dsl.layer.PyNadaConv2d
import org.espalier.dsl.layer.PyNadaDense
import org.espalier.dsl.layer.Rescaling
import org.espalier.dsl.layer.ReshapeTo
import org.espalier.dsl.layer.SpatialDropout2d
import org.espalier.dsl.layer.ZeroPad2d
import org.espalier.dsl.network.Handle
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.network.InputSpec
import org.espalier.dsl.network.Network
import org.espalier.dsl.network.NetworkBuilder
import org.espalier.dsl.op.Padding
import org.espalier.dsl.parametrization.Masked
import org.espalier.dsl.tensor.DType
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.util.Optional
import java.util.function.UnaryOperator
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredMemberExtensionFunctions
import kotlin.reflect.full.declaredMembers
import kotlin.reflect.full.extensionReceiverParameter
import kotlin.reflect.jvm.jvmErasure

/** Whatever `network { }` can say, Java can say, and the two values are equal by content and as JSON. */
class BuildersTest {
    private class Case(
        val kotlin: NetworkScope.() -> Unit,
        val java: (NetworkBuilder) -> Network,
    )

    private val inner =
        Network
            .named("inner")
            .vector(3)
            .dense(2, Relu())
            .build()

    private val cases: Map<String, Case> =
        mapOf(
            "image" to Case({ image(4, 5, 2, name = "x") }) { it.image("x", 4, 5, 2).build() },
            "vector" to Case({ vector(4, name = "x") }) { it.vector("x", 4).build() },
            "sequence" to Case({ sequence(4, 3, name = "x") }) { it.sequence("x", 4, 3).build() },
            "tensor" to
                Case({ tensor(InputSpec.of("ids", 2, 3, 4)) }) { it.tensor(InputSpec.of("ids", 2, 3, 4)).build() },
            "init" to
                vector({
                    init = heNormal()
                    dense(2)
                }) {
                    it
                        .vector(3)
                        .dense(2)
                        .init(HeNormal())
                        .build()
                },
            "dtype" to
                Case({
                    dtype = DType.FLOAT64
                    vector(3)
                    dense(2)
                }) {
                    it
                        .dtype(DType.FLOAT64)
                        .vector(3)
                        .dense(2)
                        .build()
                },
            "conv2d" to
                images({
                    conv2d(3, kernel = 5, name = "whole") {
                        kernelSize = 5 to 3
                        activation = relu
                        kernel = heNormal()
                        bias = constant(0.1)
                        padding = Padding.SAME
                        strides = 2 to 1
                    }
                    conv2d(3, kernel = 2) {
                        bias = null
                        dilation = 2
                    }
                }) {
                    val whole =
                        Conv2d(3, 5, 3).withActivation(Relu()).withKernel(HeNormal()).withBias(Constant(0.1))
                    it
                        .conv2d("whole", whole.same().withStrides(2, 1))
                        .conv2d(Conv2d(3, 2).withoutBias().withDilation(2))
                        .build()
                },
            "maxPool" to
                images({
                    maxPool(2) { padding = Padding.SAME }
                    maxPool(2, name = "wide") {
                        window = 1 to 3
                        stride = 1
                    }
                }) {
                    it.maxPool(MaxPool2d(2).same()).layer("wide", MaxPool2d(1, 3).withStride(1)).build()
                },
            "averagePool" to
                images({
                    averagePool(2)
                    averagePool(3, name = "last") {
                        strides = 1 to 2
                        padding = Padding.SAME
                    }
                }) {
                    it.averagePool(2).layer("last", AveragePool2d(3).withStrides(1, 2).same()).build()
                },
            "zeroPad" to
                images({
                    zeroPad(top = 1, bottom = 2, left = 3, right = 4)
                    zeroPad(1)
                }) { it.layer(ZeroPad2d(1, 2, 3, 4)).layer(ZeroPad2d(1)).build() },
            "globalAveragePool" to images({ globalAveragePool() }) { it.globalAveragePool().build() },
            "globalMaxPool" to images({ globalMaxPool() }) { it.globalMaxPool().build() },
            "flatten" to images({ flatten() }) { it.flatten().build() },
            "rescaling" to images({ rescaling(2.0, offset = -1.0) }) { it.layer(Rescaling(2.0, -1.0)).build() },
            "reshape" to images({ reshape(8, 16) }) { it.then(ReshapeTo(8, 16)).build() },
            "dense" to
                vector({
                    dense(4, name = "first") {
                        activation = tanh
                        kernel = orthogonal(2.0)
                        bias = null
                        structure = masked(density = 0.5)
                    }
                    dense(2)
                }) {
                    val first = Dense(4, Tanh()).withKernel(Orthogonal(2.0)).withoutBias()
                    it
                        .parametrize("first/kernel", Masked(0.5))
                        .vector(3)
                        .dense("first", first)
                        .dense(2)
                        .build()
                },
            "dendriteDense" to
                vector({
                    dendriteDense(6, name = "tree") {
                        activation = softplus
                        kernel = heNormal()
                        bias = constant(0.1)
                        outputBias = constant(0.0)
                        structure = masked(0.5)
                    }
                    dendriteDense(2)
                }) {
                    val kernel = Optional.of<Initializer>(HeNormal())
                    val outputBias = Optional.of<Initializer>(Constant(0.0))
                    it
                        .parametrize("tree/kernel", Masked(0.5))
                        .vector(3)
                        .layer("tree", DendriteDense(6, Softplus(), kernel, Constant(0.1), outputBias))
                        .layer(DendriteDense(2))
                        .build()
                },
            "dendriteConv2d" to
                images({
                    dendriteConv2d(3, kernel = 3) {
                        kernel = heNormal()
                        bias = constant(0.1)
                        padding = Padding.SAME
                        stride = 2
                    }
                }) {
                    val tree = DendriteConv2d(3, 3).withKernel(HeNormal()).withBias(Constant(0.1))
                    it.layer(tree.same().withStride(2)).build()
                },
            "pyNadaDense" to
                vector({
                    pyNadaDense(5, dendrite = ada(0.7, leak = 0.01), name = "apical") { structure = masked(0.3) }
                    pyNadaDense(4) { kernel = heNormal() }
                }) {
                    it
                        .parametrize("apical/dendrite/kernel", Masked(0.3))
                        .parametrize("apical/soma/kernel", Masked(0.3))
                        .vector(3)
                        .layer("apical", PyNadaDense(5, Ada(0.7, 0.0, 0.01)))
                        .layer(PyNadaDense(Dense(4, Ada()).withKernel(HeNormal())))
                        .build()
                },
            "pyNadaConv2d" to
                images({
                    pyNadaConv2d(4, kernel = 3, dendrite = trainableAda(0.7)) { padding = Padding.SAME }
                }) { it.layer(PyNadaConv2d(Conv2d(4, 3, Ada(0.7).trainable()).same())).build() },
            "spatialDropout2d" to images({ spatialDropout2d(0.1) }) { it.layer(SpatialDropout2d(0.1)).build() },
            "gaussianDropout" to
                vector({ gaussianDropout(0.2) }) { it.vector(3).layer(GaussianDropout(0.2)).build() },
            "contrastNorm" to vector({ contrastNorm(0.5) }) { it.vector(3).layer(ContrastNorm(0.5)).build() },
            "fixedAffine" to
                vector({ fixedAffine(diagonal = true) }) { it.vector(3).layer(FixedAffine(true)).build() },
            "groupPool" to
                vector({ groupPool(3, largest = true) }) { it.vector(3).layer(GroupPool(3, true)).build() },
            "dropout" to vector({ dropout(0.5) }) { it.vector(3).layer(Dropout(0.5)).build() },
            "batchNorm" to
                vector({
                    batchNorm()
                    batchNorm(momentum = 0.5, epsilon = 0.25)
                }) {
                    it
                        .vector(3)
                        .batchNorm()
                        .batchNorm(BatchNorm(0.5, 0.25))
                        .build()
                },
            "lambda" to
                vector(
                    { lambda("half") { x -> x * 0.5 } },
                ) { it.vector(3).lambda("half") { x -> x.times(0.5) }.build() },
            "block" to vector({ block(inner) }) { it.vector(3).then(Block(inner)).build() },
            "activation" to
                vector({
                    activation(relu)
                    activation("mine") { x -> x * sigmoid(x) }
                }) {
                    val mine = UnaryOperator<org.espalier.dsl.expr.Expr> { x -> x.times(x.sigmoid()) }
                    it
                        .vector(3)
                        .activation(Relu())
                        .activation("mine", mine)
                        .build()
                },
            "layer" to
                vector({
                    val x = current
                    val a = dense(3)
                    layer(Add(), "sum", a, x)
                }) {
                    val x = it.vector(3)
                    x.dense(3).then("sum", Add(), x).build()
                },
            "step" to
                vector({ step(Dense(2), LayerScope().apply { parametrize("bias", masked(0.5)) }, "own") }) {
                    it
                        .parametrize("own/bias", Masked(0.5))
                        .vector(3)
                        .dense("own", 2)
                        .build()
                },
            "weights" to
                vector({
                    val a = dense(3)
                    dense(3) { weights = a }
                }) {
                    it
                        .vector(3)
                        .dense(3)
                        .shared("dense1", Dense(3))
                        .build()
                },
            "residual" to vector({ residual { dense(3) } }) { it.vector(3).residual { x -> x.dense(3) }.build() },
            "branch" to
                vector({
                    branch({ dense(2) }, { })
                    branch({ dense(2) }, { dense(2) }, join = Multiply())
                }) {
                    val joined = it.vector(3).branch({ x -> x.dense(2) }, { x -> x })
                    val left = joined.dense(2)
                    left.multiply(joined.dense(2)).build()
                },
            "from" to
                vector({
                    val x = current
                    dense(2)
                    from(x)
                    dense(5)
                }) {
                    val x = it.vector(3)
                    x.dense(2)
                    x.dense(5).build()
                },
            "add" to joined { a, b -> add(a, b) },
            "plus" to joined { a, b -> a + b },
            "multiply" to joined(Multiply()) { a, b -> multiply(a, b) },
            "times" to joined(Multiply()) { a, b -> a * b },
            "concat" to joined(Concat(1)) { a, b -> concat(a, b, axis = 1) },
            "parametrize" to
                vector({
                    parametrize("**/kernel", masked(0.5))
                    dense(2)
                }) {
                    it
                        .parametrize("**/kernel", Masked(0.5))
                        .vector(3)
                        .dense(2)
                        .build()
                },
            "output" to
                vector({
                    val a = dense(2)
                    val b = dense(4)
                    output(b, a)
                }) {
                    val a = it.vector(3).dense(2)
                    it.output(a.dense(4)).output(a).build()
                },
        )

    @TestFactory
    fun `Kotlin and Java describe equal values`(): List<DynamicTest> =
        cases.map { (name, case) ->
            DynamicTest.dynamicTest(name) {
                val kotlin = network("net", case.kotlin)
                val java = case.java(Network.named("net"))
                assertThat(kotlin).isEqualTo(java)
                assertThat(Json.standard().text(kotlin)).isEqualTo(Json.standard().text(java))
            }
        }

    @Test
    fun `every builder function has a case above`() {
        val receivers = setOf(NetworkScope::class, Handle::class)
        val members = NetworkScope::class.declaredMembers.filter { it.visibility == KVisibility.PUBLIC }
        val extensions =
            KotlinFace.functions.filter { it.extensionReceiverParameter?.type?.jvmErasure in receivers }
        assertThat(NetworkScope::class.declaredMemberExtensionFunctions).isEmpty()
        assertThat(cases.keys + "current").containsAll((members + extensions).map { it.name })
    }

    @Test
    fun `every layer of the library is made by some builder function`() {
        val json = Json.standard()
        val made =
            cases.values
                .map { it.java(Network.named("net")) }
                .flatMap { it.steps() }
                .map { TypeIndexWriter.nameOf(it.layer().javaClass) }
        val activations = json.names(Activation::class.java)
        assertThat(made).containsAll(json.names(Layer::class.java) - activations)
    }

    private fun vector(
        kotlin: NetworkScope.() -> Unit,
        java: (NetworkBuilder) -> Network,
    ) = Case({
        vector(3)
        kotlin()
    }, java)

    private fun images(
        kotlin: NetworkScope.() -> Unit,
        java: (ImageHandle) -> Network,
    ) = Case({
        image(8, 8, 2)
        kotlin()
    }) { java(it.image(8, 8, 2)) }

    private fun joined(
        layer: Layer = Add(),
        kotlin: NetworkScope.(
            a: org.espalier.dsl.network.TensorHandle,
            b: org.espalier.dsl.network.TensorHandle,
        ) -> Unit,
    ) = vector({
        val a = dense(2)
        kotlin(a, dense(2))
    }) {
        val a = it.vector(3).dense(2)
        a.then(layer, a.dense(2)).build()
    }
}
