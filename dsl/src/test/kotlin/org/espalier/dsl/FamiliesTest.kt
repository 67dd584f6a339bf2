package org.espalier.dsl

import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.fail
import org.espalier.dsl.activation.Activation
import org.espalier.dsl.init.Initializer
import org.espalier.dsl.json.Described
import org.espalier.dsl.json.Json
import org.espalier.dsl.loss.Loss
import org.espalier.dsl.metric.Metric
import org.espalier.dsl.optimizer.Adam
import org.espalier.dsl.optimizer.AdamW
import org.espalier.dsl.optimizer.Optimizer
import org.espalier.dsl.parametrization.Parametrization
import org.espalier.dsl.schedule.Schedule
import org.espalier.dsl.structure.StructurePass
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import kotlin.reflect.KFunction
import kotlin.reflect.jvm.jvmErasure

/**
 * Every library type of a family is made in Kotlin by a function of its JSON name whose parameters are the record's
 * components, with the record's defaults; an activation without settings is a value, so that `relu(x)` reads well.
 */
class FamiliesTest {
    private val json = Json.standard()

    @TestFactory
    fun `each type of a family is made by its name`(): List<DynamicTest> {
        val types = FAMILIES.flatMap { family -> json.names(family).map { it to json.type(it, family) } }
        assertThat(types.size).isGreaterThan(FEWEST)
        return types.distinct().filter { (name) -> name !in MADE_OTHERWISE }.map { (name, type) ->
            DynamicTest.dynamicTest(name) { check(name, RecordOfSamples(type)) }
        }
    }

    private fun check(
        name: String,
        record: RecordOfSamples,
    ) {
        if (record.names.isEmpty() && Activation::class.java.isAssignableFrom(record.type)) {
            val value = KotlinFace.values.find { it.name == name } ?: missing(record.valueToPaste(name))
            assertThat(value.get()).isEqualTo(record.read(json, setOf()))
            return
        }
        val functions = KotlinFace.functions.filter { it.name == name && it.returnType.jvmErasure.java == record.type }
        if (functions.isEmpty()) missing(record.functionToPaste(name, json))
        val whole = functions.filter { f -> f.parameters.mapNotNull { it.name }.toSet() == record.names.toSet() }
        if (whole.isEmpty()) missing(record.functionToPaste(name, json))
        functions.forEach { check(it, record) }
    }

    private fun check(
        function: KFunction<*>,
        record: RecordOfSamples,
    ) {
        val names = function.parameters.mapNotNull { it.name }.toSet()
        if (names != record.names.toSet() && names in record.otherNames) return
        assertThat(names).hasSameElementsAs(record.names)
        val required = record.required(json)
        val demanded = function.parameters.filterNot { it.isOptional }.mapNotNull { it.name }
        assertThat(demanded - required).`as`("demanded, though the record has defaults").isEmpty()
        for (given in listOf(required, record.names.toSet())) {
            val arguments = function.parameters.filter { it.name in given }.associateWith { record.argument(it) }
            assertThat(function.callBy(arguments)).isEqualTo(record.read(json, given))
        }
    }

    private fun missing(line: String): Nothing =
        fail("Kotlin cannot make it; paste this, and say what it means:\n$line")

    @Test
    fun `adam and its kin have defaults that JSON cannot tell`() {
        assertThat(adam()).isEqualTo(Adam(1e-3))
        assertThat(adamW()).isEqualTo(AdamW(1e-3))
        assertThat(adamW(rate = 0.5, decay = 0.25)).isEqualTo(AdamW(0.5, 0.25))
    }

    @Test
    fun `what is missing is said as a line to paste`() {
        assertThat(RecordOfSamples(Adam::class.java).functionToPaste("adam", json))
            .isEqualTo(
                "public fun adam(rate: Schedule, beta1: Double = 0.9, beta2: Double = 0.999, " +
                    "epsilon: Double = 1.0E-7): Adam = Adam(rate, beta1, beta2, epsilon)",
            )
    }

    private companion object {
        val FAMILIES: List<Class<out Described>> =
            listOf(
                Activation::class.java,
                Initializer::class.java,
                Optimizer::class.java,
                Schedule::class.java,
                Loss::class.java,
                Metric::class.java,
                Parametrization::class.java,
                StructurePass::class.java,
            )

        const val FEWEST = 30

        /** `activation("mine") { x -> … }` traces a formula, which no list of components gives. */
        val MADE_OTHERWISE = setOf("custom")
    }
}
