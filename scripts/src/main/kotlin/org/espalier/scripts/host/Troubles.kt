package org.espalier.scripts.host

import java.nio.file.Files
import java.nio.file.Path
import kotlin.script.experimental.api.ScriptDiagnostic

/** Says what is wrong with a script, in the script's own lines. */
internal class Troubles(
    private val file: Path,
) {
    /** What the compiler complains about; dependencies that are not there before all that follows from it. */
    fun notCompiled(reports: List<ScriptDiagnostic>): ScriptFailure {
        val missing = reports.mapNotNull { MissingDependency.of(file, it.message) }
        val grave = reports.filter { it.severity >= ScriptDiagnostic.Severity.ERROR }
        val other = reports.filter { it.severity == ScriptDiagnostic.Severity.WARNING }
        val lines = missing.ifEmpty { grave.ifEmpty { other }.map(::line) }
        val text = (listOf("$file does not compile") + lines.distinct()).joinToString(System.lineSeparator())
        val cause = reports.firstNotNullOfOrNull { it.exception }
        return ScriptFailure(ScriptFailure.DOES_NOT_COMPILE, text, cause)
    }

    /** What the script threw, with the lines of the script that led there. */
    fun thrown(e: Throwable): ScriptFailure {
        if (isInterruption(e)) return ScriptFailure(ScriptFailure.INTERRUPTED, e.message, e)
        val all = generateSequence(e) { it.cause }
        val text = all.map(::told).joinToString("${System.lineSeparator()}caused by ")
        return ScriptFailure(ScriptFailure.THREW, "$file failed: $text", e)
    }

    private fun isInterruption(e: Throwable): Boolean =
        generateSequence<Class<*>>(e.javaClass) { it.superclass }.any { it.name == INTERRUPTED }

    /** A report as `file:line:column: severity: message`, then the line it is about. */
    fun line(report: ScriptDiagnostic): String {
        val path = report.sourcePath?.let(Path::of)?.let(::shown) ?: file
        val start = report.location?.start
        val where = if (start == null) "$path" else "$path:${start.line}:${start.col}"
        val source = start?.let { quoted(path, it.line, it.col) }.orEmpty()
        return "$where: ${report.severity.name.lowercase()}: ${report.message}$source"
    }

    private fun shown(path: Path): Path = if (Files.exists(path) && Files.isSameFile(path, file)) file else path

    private fun quoted(
        path: Path,
        line: Int,
        column: Int,
    ): String {
        val text = Files.readAllLines(path).getOrNull(line - 1) ?: return ""
        return listOf("", text, " ".repeat(column - 1) + "^").joinToString(System.lineSeparator())
    }

    private fun told(e: Throwable): String {
        val own = e.javaClass.name.startsWith("org.espalier.")
        val what = e.message.takeIf { own } ?: e.toString()
        val frames = e.stackTrace.filter { it.fileName?.endsWith(".kts") == true }
        return (listOf(what) + frames.map(::frame)).joinToString(System.lineSeparator())
    }

    private fun frame(frame: StackTraceElement): String {
        val path = if (frame.fileName == file.fileName.toString()) "$file" else frame.fileName
        val name = frame.methodName.takeIf { it.first() !in "<_" && '$' !in it }
        return "    at $path:${frame.lineNumber}" + name?.let { " in $it" }.orEmpty()
    }

    private companion object {
        /** By name, as a standard script has an Espalier of its own. */
        const val INTERRUPTED = "org.espalier.runtime.fit.InterruptedWorkException"
    }
}
