package org.espalier.scripts.host

/** What every `.espalier.kts` file imports. */
internal object EspalierImports {
    private val dsl =
        listOf(
            "activation",
            "expr.Expr",
            "init",
            "layer",
            "loss",
            "metric",
            "network",
            "op.Padding",
            "optimizer",
            "parametrization",
            "reading",
            "schedule",
            "snapshot",
            "step",
            "structure",
            "tensor",
            "zoo",
        )
    private val runtime = listOf("data", "fit", "plot", "report")

    val all: List<String> =
        packages("org.espalier.dsl", dsl) + packages("org.espalier.runtime", runtime) +
            "java.nio.file.Path"

    private fun packages(
        root: String,
        names: List<String>,
    ): List<String> = listOf("$root.*") + names.map { if ('.' in it) "$root.$it" else "$root.$it.*" }
}
