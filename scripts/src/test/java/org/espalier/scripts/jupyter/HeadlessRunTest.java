package org.espalier.scripts.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.espalier.dsl.error.EspalierException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is made of what nbconvert says; a script stands for it. The real one runs in .ci/notebooks.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands for Jupyter")
class HeadlessRunTest {
  @TempDir Path folder;

  private Path notebook;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    notebook = folder.resolve("study.ipynb");
    out = folder.resolve("out.ipynb");
    Files.writeString(
        notebook,
        """
        {"cells": [
          {"cell_type": "markdown", "source": "# Study"},
          {"cell_type": "code", "source": ["val x = 1\\n", "x"]},
          {"cell_type": "code", "source": []},
          {"cell_type": "code", "source": ["\\n", "// the end\\n", "y"]}]}
        """);
    new KernelSpec(Path.of("java"), 17, List.of()).install(folder.resolve("data"));
  }

  private HeadlessRun run(String nbconvert) throws IOException {
    for (String name : List.of("jupyter", "jupyter-nbconvert")) {
      Path script = folder.resolve(name);
      Files.writeString(script, "#!/bin/sh\n" + nbconvert + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new HeadlessRun(jupyter(), notebook);
  }

  private Jupyter jupyter() {
    Map<String, String> environment =
        Map.of("PATH", folder.toString(), "JUPYTER_DATA_DIR", folder.resolve("data").toString());
    return new Jupyter(environment, "Linux", folder);
  }

  @Test
  void theExecutedCopyIsWritten() throws IOException {
    HeadlessRun run =
        run("for a; do case $a in --output-dir=*) echo done >${a#*=}/executed.ipynb ;; esac; done");
    run.into(out, OptionalInt.empty());
    assertThat(out).hasContent("done");
    assertThat(run.cells()).isEqualTo(2);
  }

  @Test
  void aFailingCellIsNamedAndNothingIsWritten() throws IOException {
    HeadlessRun run =
        run(
            """
            cat <<'END'
            [NbConvertApp] Executing cell:
            val x = 1
            [NbConvertApp] Skipping non-executing cell 2
            [NbConvertApp] Executing cell:
            // the end
            nbclient.exceptions.CellExecutionError: An error occurred while executing the following cell:
            ------------------
            // the end
            y
            ------------------

            org.jetbrains.kotlinx.jupyter.repl.impl.Evaluator.eval(Evaluator.kt:110)
            kotlin.concurrent.ThreadsKt$thread$1.run(Thread.kt:30)
            org.jetbrains.kotlinx.jupyter.exceptions.ReplCompilerException: Unresolved reference: y
            END
            exit 1""");
    CellFailure failure =
        catchThrowableOfType(CellFailure.class, () -> run.into(out, OptionalInt.empty()));
    assertThat(failure.cell()).isEqualTo(4);
    assertThat(failure)
        .hasMessage(
            notebook
                + ": cell 4 failed, nothing is written\n  cell   // the end\n"
                + "  error  Unresolved reference: y");
    assertThat(out).doesNotExist();
  }

  @Test
  void aCellThatTakesTooLongIsNamed() throws IOException {
    HeadlessRun run =
        run(
            "echo '[NbConvertApp] Executing cell:'; echo nbclient.exceptions.CellTimeoutError: A cell timed out; exit 1");
    assertThatThrownBy(() -> run.into(out, OptionalInt.of(5)))
        .isInstanceOf(CellFailure.class)
        .hasMessageContainingAll("cell 2 failed", "val x = 1", "longer than --timeout allows");
  }

  @Test
  void whatTheLauncherSaysIsPassedOn() throws IOException {
    HeadlessRun run =
        run(
            "echo 'espalier: jars are gone'; echo 'RuntimeError: Kernel died before replying'; exit 1");
    assertThatThrownBy(() -> run.into(out, OptionalInt.empty())).hasMessage("jars are gone");
  }

  @Test
  void anotherFailureOfJupyterIsShownAsItIs() throws IOException {
    HeadlessRun run = run("echo '[NbConvertApp] Converting'; echo 'ImportError: no zmq'; exit 1");
    assertThatThrownBy(() -> run.into(out, OptionalInt.empty()))
        .isInstanceOf(EspalierException.class)
        .hasMessage("Jupyter cannot run " + notebook + ":\n  ImportError: no zmq");
  }

  @Test
  void withoutJupyterItSaysWhatToInstall() {
    assertThatThrownBy(() -> new HeadlessRun(jupyter(), notebook))
        .hasMessageStartingWith(
            "there is no jupyter on the PATH; install it: sudo apt-get install");
  }

  @Test
  void whatIsNoNotebookIsRefused() throws IOException {
    Path missing = folder.resolve("missing.ipynb");
    assertThatThrownBy(() -> new HeadlessRun(jupyter(), missing))
        .hasMessage("no such file: " + missing);
    Files.writeString(notebook, "{\"cells\": 3}");
    assertThatThrownBy(() -> new HeadlessRun(jupyter(), notebook))
        .hasMessage(notebook + " is no notebook: no cells");
    Files.writeString(notebook, "{");
    assertThatThrownBy(() -> new HeadlessRun(jupyter(), notebook))
        .hasMessageStartingWith(notebook + " is no notebook: ");
  }
}
