package org.espalier.samples.kotlinapp

import org.assertj.core.api.Assertions.assertThat
import org.espalier.dsl.snapshot.Snapshot
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.io.path.readText

class MainTest {
    @TempDir
    lateinit var folder: Path

    private fun run(
        name: String,
        epochs: Int,
    ): Snapshot {
        main(arrayOf("${folder.resolve(name)}", "digits:train=250,test=100", "$epochs"))
        return Snapshot.load(folder.resolve("$name/branches.espalier"))
    }

    @Test
    fun `stopped and gone on with, it ends in the bits of an uninterrupted training`() {
        val whole = run("whole", epochs = 2)
        run("parts", epochs = 1)
        val resumed = run("parts", epochs = 2)

        assertThat(resumed.progress().epochs()).isEqualTo(2)
        assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256())
        assertThat(folder.resolve("parts/report.html").readText()).contains("branches", "Confusion matrix")
        assertThat(folder.resolve("parts/curve-1.svg").readText()).startsWith("<svg")
    }
}
