package org.espalier.scripts.jupyter

import org.espalier.dsl.error.EspalierException
import java.io.File
import java.nio.file.Path
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.startCoroutine
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.valueOrNull
import kotlin.script.experimental.dependencies.maven.MavenDependenciesResolver

/** The jars of the notebook kernel, from Maven's local repository or, where they are not there yet, from Maven Central. */
public object KernelJars {
    /** The newest kernel that Maven Central has; it has a Kotlin 1.8.20 of its own. */
    private const val VERSION = "0.11.0-398"

    /**
     * All of them.
     *
     * @throws EspalierException when one is not there and cannot be had
     */
    @JvmStatic
    public fun resolve(): List<Path> =
        listOf("kernel", "lib")
            .flatMap { resolved("org.jetbrains.kotlinx:kotlin-jupyter-$it:$VERSION") }
            .map { it.toPath().toAbsolutePath() }
            .distinct()

    private fun resolved(coordinates: String): List<File> {
        var outcome: Result<ResultWithDiagnostics<List<File>>>? = null
        suspend { MavenDependenciesResolver().resolve(coordinates) }
            .startCoroutine(Continuation(EmptyCoroutineContext) { outcome = it })
        val resolved = outcome!!.getOrThrow()
        return resolved.valueOrNull()
            ?: throw EspalierException(
                "cannot get $coordinates, the notebook kernel: ${resolved.reports.joinToString(
                    "; ",
                ) { it.message }}; " +
                    "connect to the network and run the command again",
            )
    }
}
