package org.espalier.scripts.host

import org.jetbrains.kotlin.mainKts.MainKtsScript
import java.io.PrintWriter
import java.nio.file.Path
import kotlin.script.experimental.api.ResultValue
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptEvaluationConfiguration
import kotlin.script.experimental.api.constructorArgs
import kotlin.script.experimental.api.hostConfiguration
import kotlin.script.experimental.host.ScriptDefinition
import kotlin.script.experimental.host.ScriptingHostConfiguration
import kotlin.script.experimental.host.toScriptSource
import kotlin.script.experimental.jvm.baseClassLoader
import kotlin.script.experimental.jvm.compilationCache
import kotlin.script.experimental.jvm.defaultJvmScriptingHostConfiguration
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvmhost.BasicJvmScriptingHost
import kotlin.script.experimental.jvmhost.createJvmScriptDefinitionFromTemplate

/**
 * Compiles scripts, or finds them compiled, and runs them in this JVM.
 *
 * @param cache the folder of compiled scripts
 * @param notes where the compiler's warnings go
 */
internal class ScriptHost(
    private val cache: Path,
    private val notes: PrintWriter,
) {
    /**
     * Runs an `.espalier.kts` file and returns what it ended in: null where that is no expression.
     *
     * @throws ScriptFailure when it does not compile or throws
     */
    fun espalier(
        file: Path,
        args: Array<String>,
    ): Any? {
        val around = around("espalier ${Located.espalier()}")
        val definition =
            createJvmScriptDefinitionFromTemplate<EspalierScript>(
                around,
                { hostConfiguration(around) },
            )
        return run(around, definition, file, args, file)
    }

    /**
     * Runs a `.main.kts` file; it sees all classes that the loader of this class sees.
     *
     * @throws ScriptFailure when it does not compile or throws
     */
    fun mainKts(
        file: Path,
        args: Array<String>,
    ) {
        val around = around("main")
        val definition =
            createJvmScriptDefinitionFromTemplate<MainKtsScript>(
                around,
                { hostConfiguration(around) },
            )
        run(around, definition, file, args)
    }

    private fun around(kind: String) =
        ScriptingHostConfiguration(defaultJvmScriptingHostConfiguration) {
            jvm {
                compilationCache(ScriptCache(cache, "$kind ${KotlinVersion.CURRENT}", notes))
                baseClassLoader(ScriptHost::class.java.classLoader)
            }
        }

    private fun run(
        around: ScriptingHostConfiguration,
        definition: ScriptDefinition,
        file: Path,
        vararg given: Any,
    ): Any? {
        val evaluation =
            ScriptEvaluationConfiguration(definition.evaluationConfiguration) {
                constructorArgs(*given)
            }
        val source = file.toFile().toScriptSource()
        val host = BasicJvmScriptingHost(around)
        val answer = host.eval(source, definition.compilationConfiguration, evaluation)
        val troubles = Troubles(file)
        if (answer !is ResultWithDiagnostics.Success) throw troubles.notCompiled(answer.reports)
        val warnings = answer.reports.filter { it.severity == ScriptDiagnostic.Severity.WARNING }
        warnings.forEach { notes.println(troubles.line(it)) }
        return when (val end = answer.value.returnValue) {
            is ResultValue.Value -> end.value
            is ResultValue.Error -> throw troubles.thrown(end.error)
            else -> null
        }
    }
}
