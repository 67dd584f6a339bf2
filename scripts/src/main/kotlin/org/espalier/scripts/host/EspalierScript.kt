package org.espalier.scripts.host

import org.espalier.runtime.Imports
import org.jetbrains.kotlin.mainKts.CompilerOptions
import org.jetbrains.kotlin.mainKts.Import
import org.jetbrains.kotlin.mainKts.MainKtsConfigurator
import java.nio.file.Path
import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptAcceptedLocation
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.acceptedLocations
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.ide
import kotlin.script.experimental.api.refineConfiguration
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.Repository
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvm.updateClasspath

/**
 * What a `.espalier.kts` file is: Kotlin statements that need no header, as Espalier's packages are
 * imported and on the class path.
 *
 * @property args what was typed after the file's name
 * @property file the script itself
 */
@KotlinScript(
    displayName = "Espalier script",
    fileExtension = "espalier.kts",
    compilationConfiguration = EspalierScriptCompilation::class,
)
public abstract class EspalierScript(
    public val args: Array<String>,
    public val file: Path,
)

/** How a `.espalier.kts` file is compiled. */
public object EspalierScriptCompilation : ScriptCompilationConfiguration({
    defaultImports(Imports.ALL)
    defaultImports(DependsOn::class, Repository::class, Import::class, CompilerOptions::class)
    compilerOptions("-jvm-target", "17")
    jvm { updateClasspath(Located.espalier()) }
    refineConfiguration {
        onAnnotations(
            DependsOn::class,
            Repository::class,
            Import::class,
            CompilerOptions::class,
            handler = MainKtsConfigurator(),
        )
    }
    ide { acceptedLocations(ScriptAcceptedLocation.Everywhere) }
}) {
    private fun readResolve(): Any = EspalierScriptCompilation
}
