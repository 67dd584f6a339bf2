package org.espalier.scripts.host

import java.io.File
import java.io.IOException
import java.io.PrintWriter
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.security.MessageDigest
import java.time.Duration
import java.time.Instant
import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.api.dependencies
import kotlin.script.experimental.jvm.CompiledJvmScriptsCache
import kotlin.script.experimental.jvm.JvmDependency
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvmhost.loadScriptFromJar
import kotlin.script.experimental.jvmhost.saveToJar

/**
 * Compiled scripts in a folder. An entry is two files: the jar, and a list of what it was compiled
 * from besides the script's own text (imported scripts, the class path) with sizes and times, so
 * that an entry is used only while all of it is as it was. Each file is written beside its place
 * and moved there, so any number of JVMs may share the folder.
 *
 * @param definition what tells this kind of script from others
 * @param notes told when the folder cannot be written, which stops no script
 */
internal class ScriptCache(
    private val folder: Path,
    private val definition: String,
    private val notes: PrintWriter,
) : CompiledJvmScriptsCache {
    override fun get(
        script: SourceCode,
        scriptCompilationConfiguration: ScriptCompilationConfiguration,
    ): CompiledScript? =
        try {
            find(Files.readAllLines(list(script)))
        } catch (_: IOException) {
            null
        }

    private fun find(lines: List<String>): CompiledScript? {
        if (lines.isEmpty()) return null
        val (name, size) = lines.first().split('\t')
        val jar = folder.resolve(name).toFile()
        val fresh = lines.drop(1).all { it == stamp(File(it.substringBefore('\t'))) }
        return if (fresh && jar.length() == size.toLong()) jar.loadScriptFromJar(true) else null
    }

    override fun store(
        compiledScript: CompiledScript,
        script: SourceCode,
        scriptCompilationConfiguration: ScriptCompilationConfiguration,
    ) {
        try {
            keep(compiledScript as KJvmCompiledScript, script)
        } catch (e: IOException) {
            val way = "set XDG_CACHE_HOME to a folder that can be written"
            notes.println("note: the compiled script cannot be kept in $folder ($e); $way")
        }
    }

    private fun keep(
        compiled: KJvmCompiledScript,
        script: SourceCode,
    ) {
        val inputs = inputs(compiled).map(::stamp)
        val jar = folder.resolve(digest(listOf(script.text, definition) + inputs) + ".jar")
        Files.createDirectories(folder)
        dropOld()
        place(jar) { compiled.saveToJar(it.toFile()) }
        val first = "${jar.fileName}\t${Files.size(jar)}"
        place(list(script)) { Files.write(it, listOf(first) + inputs) }
    }

    private fun list(script: SourceCode): Path {
        val key = digest(listOf(definition, script.locationId.orEmpty(), script.text))
        return folder.resolve("$key.inputs")
    }

    private fun inputs(compiled: CompiledScript): List<File> {
        val jars =
            compiled.compilationConfiguration[ScriptCompilationConfiguration.dependencies]
                .orEmpty()
                .flatMap { (it as? JvmDependency)?.classpath.orEmpty() }
        return (jars + imported(compiled)).distinct()
    }

    private fun imported(compiled: CompiledScript): List<File> =
        compiled.otherScripts.flatMap { script ->
            listOfNotNull(script.sourceLocationId?.let(::File)) + imported(script)
        }

    private fun stamp(file: File): String {
        val newest = file.walk().maxOfOrNull { it.lastModified() } ?: 0
        return "${file.path}\t${file.length()}\t$newest"
    }

    private fun digest(parts: List<String>): String {
        val sha = MessageDigest.getInstance("SHA-256")
        parts.forEach {
            sha.update(it.toByteArray())
            sha.update(0)
        }
        return sha.digest().joinToString("") { "%02x".format(it) }.take(NAME)
    }

    private fun place(
        file: Path,
        write: (Path) -> Unit,
    ) {
        val beside = Files.createTempFile(folder, "new", ".tmp")
        try {
            write(beside)
            Files.move(beside, file, REPLACE_EXISTING, ATOMIC_MOVE)
        } finally {
            Files.deleteIfExists(beside)
        }
    }

    private fun dropOld() {
        val limit = Instant.now().minus(KEPT).toEpochMilli()
        val files = folder.toFile().listFiles().orEmpty()
        files.filter { it.lastModified() in 1..limit }.forEach(File::delete)
    }

    private companion object {
        /** Characters of a file's name. */
        const val NAME = 32

        /** How long a compiled script is kept. */
        val KEPT: Duration = Duration.ofDays(30)
    }
}
