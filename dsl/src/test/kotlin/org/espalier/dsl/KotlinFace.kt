package org.espalier.dsl

import java.nio.file.Files
import java.nio.file.Path
import kotlin.reflect.KFunction
import kotlin.reflect.KProperty0
import kotlin.reflect.jvm.kotlinFunction
import kotlin.reflect.jvm.kotlinProperty

/** The public functions and values that `import org.espalier.dsl.*` brings, read from the compiled files. */
internal object KotlinFace {
    private const val FILE = 2

    private val files: List<Class<*>> =
        Path
            .of(
                NetworkScope::class.java.protectionDomain.codeSource.location
                    .toURI(),
            ).resolve("org/espalier/dsl")
            .let { folder -> Files.list(folder).use { it.map(Path::getFileName).toList() } }
            .map { it.toString() }
            .filter { it.endsWith(".class") }
            .map { Class.forName("org.espalier.dsl." + it.removeSuffix(".class")) }
            .filter { it.getAnnotation(Metadata::class.java)?.kind == FILE }

    val functions: List<KFunction<*>> =
        files
            .flatMap { it.declaredMethods.toList() }
            .filter {
                java.lang.reflect.Modifier
                    .isPublic(it.modifiers)
            }.mapNotNull { it.kotlinFunction }

    val values: List<KProperty0<*>> =
        files.flatMap { it.declaredFields.toList() }.mapNotNull { it.kotlinProperty as? KProperty0<*> }
}
