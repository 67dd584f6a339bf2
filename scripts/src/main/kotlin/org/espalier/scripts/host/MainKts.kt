package org.espalier.scripts.host

import java.io.PrintWriter
import java.nio.file.Path

/** Where a `.main.kts` file is run, inside a class loader that knows nothing but Kotlin. */
internal object MainKts {
    /** Runs it; the answer is null, or the exit code, the message and the cause of what went wrong. */
    @JvmStatic
    fun run(
        file: Path,
        args: Array<String>,
        cache: Path,
        notes: PrintWriter,
    ): Array<Any?>? =
        try {
            ScriptHost(cache, notes).mainKts(file, args)
            null
        } catch (e: ScriptFailure) {
            arrayOf(e.exitCode(), e.message, e.cause)
        }
}
