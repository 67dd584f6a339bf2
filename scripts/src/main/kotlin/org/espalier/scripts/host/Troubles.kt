package org.espalier.scripts.host

import java.nio.file.Files
import java.nio.file.Path
import kotlin.script.experimental.api.ScriptDiagnostic

/** Says what is wrong with a script, in the script's own lines. */
internal class Troubles(
    private val file: Path,
) {
    /** What the compiler complains about, errors before all else. */
    fun notCompiled(reports: List<ScriptDiagnostic>): ScriptFailure {
        val missing = reports.filter { UNRESOLVED in it.message }
        val errors = reports.filter { it.severity >= ScriptDiagnostic.Severity.ERROR }
        val lines =
            if (missing.isEmpty()) {
                errors.ifEmpty { reports }.map(
                    ::line,
                )
            } else {
                missing.map(::absent)
            }
        val text =
            (
                listOf(
                    "$file does not compile",
                ) + lines.distinct()
            ).joinToString(System.lineSeparator())
        return ScriptFailure(
            ScriptFailure.DOES_NOT_COMPILE,
            text,
            reports.firstNotNullOfOrNull {
                it.exception
            },
        )
    }

    /** What the script threw, with the lines of the script that led there. */
    fun thrown(e: Throwable): ScriptFailure {
        val text =
            generateSequence(
                e,
            ) { it.cause }.map(::told).joinToString(System.lineSeparator() + "caused by ")
        return ScriptFailure(ScriptFailure.THREW, "$file failed: $text", e)
    }

    /** A report as `file:line:column: severity: message`, then the line it is about. */
    fun line(report: ScriptDiagnostic): String {
        val path = report.sourcePath?.let(Path::of)?.let(::shown) ?: file
        val start = report.location?.start
        val where = if (start == null) "$path" else "$path:${start.line}:${start.col}"
        val source = start?.let { quoted(path, it.line, it.col) }.orEmpty()
        return "$where: ${report.severity.name.lowercase()}: ${report.message}$source"
    }

    private fun shown(path: Path): Path =
        if (Files.exists(path) &&
            Files.isSameFile(path, file)
        ) {
            file
        } else {
            path
        }

    private fun quoted(
        path: Path,
        line: Int,
        column: Int,
    ): String {
        val text = Files.readAllLines(path).getOrNull(line - 1) ?: return ""
        return System.lineSeparator() + text + System.lineSeparator() + " ".repeat(column - 1) + "^"
    }

    private fun absent(report: ScriptDiagnostic): String = report.message

    private fun told(e: Throwable): String {
        val own = e.javaClass.name.startsWith("org.espalier.")
        val what = if (own && e.message != null) e.message else e.toString()
        val frames = e.stackTrace.filter { it.fileName?.endsWith(".kts") == true }
        return (listOf(what) + frames.map(::frame)).joinToString(System.lineSeparator())
    }

    private fun frame(frame: StackTraceElement): String {
        val path = if (frame.fileName == file.fileName.toString()) "$file" else frame.fileName
        val name = frame.methodName
        return "    at $path:${frame.lineNumber}" +
            if (name.all(Character::isJavaIdentifierPart) && '$' !in name) " in $name" else ""
    }

    private companion object {
        const val UNRESOLVED = "could not be resolved"
    }
}
