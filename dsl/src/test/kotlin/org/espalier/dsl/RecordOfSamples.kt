package org.espalier.dsl

import com.fasterxml.jackson.databind.node.JsonNodeFactory
import com.fasterxml.jackson.databind.node.ObjectNode
import org.espalier.dsl.init.BernoulliMask
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.init.LinkMask
import org.espalier.dsl.init.Normal
import org.espalier.dsl.json.Described
import org.espalier.dsl.json.Json
import org.espalier.dsl.json.JsonError
import org.espalier.dsl.json.TypeIndexWriter
import org.espalier.dsl.schedule.ConstantRate
import org.espalier.dsl.schedule.Schedule
import org.espalier.dsl.tensor.DType
import org.espalier.dsl.tensor.Nd
import org.espalier.dsl.tensor.Tensor
import java.lang.reflect.RecordComponent
import kotlin.reflect.KParameter
import kotlin.reflect.jvm.jvmErasure

/**
 * A described record with a sample value for each of its components, all different and none a usual default. A component
 * that is a record itself stands for its own components: Kotlin's `adamW(rate, decay, beta1, …)` has no `adam`.
 */
internal class RecordOfSamples(
    val type: Class<out Described>,
) {
    private val inner: Map<String, RecordOfSamples> =
        type.recordComponents.filter { isRecord(it) }.associate {
            it.name to RecordOfSamples(it.type.asSubclass(Described::class.java))
        }
    private val own: List<RecordComponent> = type.recordComponents.filterNot { isRecord(it) }

    /** Components, those of inner records in their place. */
    val names: List<String> = type.recordComponents.flatMap { inner[it.name]?.names ?: listOf(it.name) }

    /** What the parameters of public constructors are named, which JSON takes as well. */
    val otherNames: List<Set<String>> =
        type.constructors.map { made -> made.parameters.map { it.name }.toSet() }.filter { it != names.toSet() }

    /** The fewest components from which JSON makes the record. */
    fun required(json: Json): Set<String> =
        subsets(names).sortedBy { it.size }.first {
            try {
                read(json, it)
                true
            } catch (absent: JsonError) {
                false
            }
        }

    /** The record of some components' samples, the others by their defaults. */
    fun read(
        json: Json,
        given: Set<String>,
    ): Described = json.read(document(given), type)

    /** A component's sample as a parameter takes it. */
    fun argument(parameter: KParameter): Any {
        val name = parameter.name!!
        val of = inner.values.find { name in it.names }
        if (of != null) return of.argument(parameter)
        val sample = sample(own.single { it.name == name })
        val bare = sample is ConstantRate && parameter.type.jvmErasure == Double::class
        return if (bare) (sample as ConstantRate).rate else sample
    }

    fun valueToPaste(name: String): String = "public val $name: ${type.simpleName} = ${type.simpleName}()"

    fun functionToPaste(
        name: String,
        json: Json,
    ): String {
        val required = required(json)
        val usual = read(json, required)
        val parameters =
            type.recordComponents.joinToString {
                val default = if (it.name in required) "" else " = ${literal(it.accessor.invoke(usual))}"
                "${it.name}: ${it.type.kotlin.simpleName}$default"
            }
        val made = type.simpleName
        return "public fun $name($parameters): $made = $made(${type.recordComponents.joinToString { it.name }})"
    }

    private fun document(given: Set<String>): ObjectNode {
        val document = JsonNodeFactory.instance.objectNode().put("type", TypeIndexWriter.nameOf(type))
        for ((name, record) in inner) {
            val part = given intersect record.names.toSet()
            if (part.isNotEmpty()) document.set<ObjectNode>(name, record.document(part))
        }
        for (component in own.filter { it.name in given }) {
            document.set<ObjectNode>(component.name, Json.standard().write(sample(component)))
        }
        return document
    }

    /** Numbers rise among doubles and fall among integers: `min` below `max`, `warmup` below `steps`; an exponent θ is above 2. */
    private fun sample(component: RecordComponent): Any {
        val place = own.filter { it.type == component.type }.indexOf(component) + 1
        return when (component.type) {
            Double::class.java -> if (component.name == "theta") 2.0 + place else place / 8.0
            Long::class.java -> 64L / place
            Int::class.java -> 64 / place
            Boolean::class.java -> true
            String::class.java -> "sample$place"
            Schedule::class.java -> ConstantRate(place / 8.0)
            Initializer::class.java -> Normal(0.0, place / 8.0)
            LinkMask::class.java -> BernoulliMask(place / 8.0)
            Tensor::class.java -> Tensor.of(DType.BOOL, Nd.of(1.0, 0.0))
            else -> component.type.enumConstants?.last() ?: error("$component: no sample of such; add one here")
        }
    }

    private fun literal(value: Any?): String = if (value is String) "\"$value\"" else value.toString()

    private fun isRecord(component: RecordComponent) =
        component.type.isRecord && Described::class.java.isAssignableFrom(component.type)

    private fun subsets(of: List<String>): List<Set<String>> =
        of.fold(listOf(setOf())) { sets, next -> sets + sets.map { it + next } }
}
