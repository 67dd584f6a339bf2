package org.espalier.scripts.host

import java.io.File
import java.nio.file.Files
import java.nio.file.NoSuchFileException
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
 */
internal class ScriptCache(
    private val folder: Path,
    private val definition: String,
) : CompiledJvmScriptsCache {
    override fun get(
        script: SourceCode,
        scriptCompilationConfiguration: ScriptCompilationConfiguration,
    ): CompiledScript? =
        try {
            val lines = Files.readAllLines(list(script))
            val fresh = lines.drop(1).all { it == stamp(File(it.substringBefore('\t'))) }
            val (name, size) = lines.first().split('\t')
            val jar = folder.resolve(name).toFile()
            if (fresh && jar.length() == size.toLong()) jar.loadScriptFromJar(true) else null
        } catch (_: NoSuchFileException) {
            null
        }

    override fun store(
        compiledScript: CompiledScript,
        script: SourceCode,
        scriptCompilationConfiguration: ScriptCompilationConfiguration,
    ) {
        val inputs = inputs(compiledScript).map(::stamp)
        val jar = folder.resolve(digest(listOf(script.text, definition) + inputs) + ".jar")
        Files.createDirectories(folder)
        dropOld()
        place(jar) { (compiledScript as KJvmCompiledScript).saveToJar(it.toFile()) }
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
        compiled.otherScripts.flatMap {
            listOfNotNull(it.sourceLocationId).map(::File) +
                imported(it)
        }

    private fun stamp(file: File): String {
        val newest =
            if (file.isDirectory) {
                file.walk().maxOf { it.lastModified() }
            } else {
                file
                    .lastModified()
            }
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
        val limit = Instant.now().minus(KEPT)
        Files.list(folder).use { files ->
            files
                .filter {
                    Files.getLastModifiedTime(it).toInstant().isBefore(limit)
                }.forEach(Files::deleteIfExists)
        }
    }

    private companion object {
        /** Characters of a file's name. */
        const val NAME = 32

        /** How long a compiled script is kept. */
        val KEPT: Duration = Duration.ofDays(30)
    }
}
