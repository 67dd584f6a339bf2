package org.espalier.scripts.host

import java.nio.file.Files
import java.nio.file.Path

/** Says which `@file:DependsOn` cannot be had, where it was looked for, and what to type. */
internal object MissingDependency {
    private val coordinates = Regex("""([\w.-]+):([\w.-]+):(?:[\w.-]+:)*([\w.-]+) \(absent\)""")
    private val repository = Regex("""in ([^()]+ \([a-z]+:[^()]+\))""")

    /** The text for one report of the resolver; null when the report is about something else. */
    fun of(
        file: Path,
        report: String,
    ): String? {
        val missing = coordinates.findAll(report).map { it.destructured }.toList()
        if (missing.isEmpty()) return null
        val searched = listOf(local()) + repository.findAll(report).map { it.groupValues[1] }
        return missing.joinToString(System.lineSeparator()) { (group, artifact, version) ->
            listOf(
                "$file${line(file, "$group:$artifact")}: error: cannot find $group:$artifact:$version",
                "  searched  ${searched.distinct().joinToString(", ")}",
                "  try       ${advice(group)}",
            ).joinToString(System.lineSeparator())
        }
    }

    private fun local() = Path.of(System.getProperty("user.home"), ".m2", "repository").toString()

    private fun line(
        file: Path,
        text: String,
    ): String {
        val at = Files.readAllLines(file).indexOfFirst { text in it }
        return if (at < 0) "" else ":${at + 1}"
    }

    private fun advice(group: String) =
        if (group == "org.espalier") {
            "./mvnw install in Espalier's folder, which puts it there"
        } else {
            "other coordinates, group:artifact:version; without a network only what Maven fetched before is there"
        }
}
