package org.espalier.scripts.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Espalier's own scripts, run in this JVM. */
class ScriptsTest {
  @TempDir Path folder;
  private final StringWriter notes = new StringWriter();

  private Path cache() {
    return folder.resolve("cache/espalier/scripts");
  }

  private Path script(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private Object run(Path script, String... args) {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return new Scripts(environment, new PrintWriter(notes, true)).run(script, List.of(args));
  }

  /** The files of the cache with the times they were written. */
  private Map<String, FileTime> cached() throws IOException {
    Map<String, FileTime> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(cache())) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return all;
  }

  @Test
  void needsNoImportsAndGivesWhatItEndsIn() throws IOException {
    Path script =
        script(
            "net.espalier.kts",
            "val checkpoint: Path? = null",
            "val classic: Activation = LeakyRelu(0.1)",
            "val fit: Fit = Fit.epochs(2)",
            "network(args[0]) {",
            "    image(8, 8, 1)",
            "    conv2d(2, kernel = 3) { activation = nish; padding = Padding.SAME }",
            "    flatten()",
            "    dense(10) { kernel = heNormal(); structure = masked(density = 0.5) }",
            "}");

    Object end = run(script, "mine");

    assertThat(end)
        .isInstanceOfSatisfying(Network.class, n -> assertThat(n.name()).isEqualTo("mine"));
    assertThat(notes.toString()).isEmpty();
  }

  @Test
  void knowsItsArgumentsAndItsFile() throws IOException {
    Path script = script("told.espalier.kts", "args.toList() to file");

    assertThat(run(script, "a", "b c")).hasToString("([a, b c], " + script + ")");
  }

  @Test
  void aSecondRunCompilesNothing() throws IOException {
    Path script = script("twice.espalier.kts", "args.size * 2");
    assertThat(run(script)).isEqualTo(0);
    Map<String, FileTime> first = cached();

    assertThat(run(script, "x", "y")).isEqualTo(4);

    assertThat(cached()).isEqualTo(first).hasSize(2);
  }

  @Test
  void isCompiledAgainWhenWhatItImportsChanges() throws IOException {
    script("part.espalier.kts", "val part = 1");
    Path script = script("whole.espalier.kts", "@file:Import(\"part.espalier.kts\")", "part + 1");
    assertThat(run(script)).isEqualTo(2);

    script("part.espalier.kts", "val part = 1000");

    assertThat(run(script)).isEqualTo(1001);
  }

  @Test
  void aDamagedCacheIsMadeAnew() throws IOException {
    Path script = script("damaged.espalier.kts", "42");
    run(script);
    for (String name : cached().keySet()) {
      if (name.endsWith(".jar")) Files.writeString(cache().resolve(name), "PK");
    }

    assertThat(run(script)).isEqualTo(42);
  }

  @Test
  void aCacheThatCannotBeWrittenStopsNoScript() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file, where a folder should be");

    assertThat(run(script("uncached.espalier.kts", "43"))).isEqualTo(43);

    assertThat(notes.toString()).startsWith("note: ").contains("set XDG_CACHE_HOME");
  }

  @Test
  void manyAtOnceShareTheCache() throws Exception {
    Path script = script("shared.espalier.kts", "args.single().toInt()");
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Object>> runs =
          List.of(() -> run(script, "1"), () -> run(script, "2"), () -> run(script, "3"));
      List<Object> ends = new java.util.ArrayList<>();
      for (Future<Object> end : pool.invokeAll(runs)) ends.add(end.get());

      assertThat(ends).containsExactly(1, 2, 3);
    } finally {
      pool.shutdown();
    }
    assertThat(cached().keySet()).hasSize(2).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void aMistakeIsShownWhereItIs() throws IOException {
    Path script = script("wrong.espalier.kts", "println(1)", "val units: Int = \"ten\"");

    ScriptFailure failed = catchThrowableOfType(ScriptFailure.class, () -> run(script));

    assertThat(failed.exitCode()).isEqualTo(ScriptFailure.DOES_NOT_COMPILE);
    assertThat(failed)
        .hasMessageStartingWith(script + " does not compile")
        .hasMessageContaining(script + ":2:16: error: ")
        .hasMessageContaining("val units: Int = \"ten\"" + System.lineSeparator());
  }

  @Test
  void anExceptionIsToldWithTheLinesOfTheScript() throws IOException {
    Path script =
        script(
            "throws.espalier.kts",
            "fun describe() = network(\"n\") { image(8, 8, 1); dense(10) }",
            "",
            "listOf(1).forEach { describe() }");

    ScriptFailure failed = catchThrowableOfType(ScriptFailure.class, () -> run(script));

    assertThat(failed.exitCode()).isEqualTo(ScriptFailure.THREW);
    assertThat(failed.getMessage())
        .startsWith(script + " failed: ")
        .contains("    at " + script + ":1 in describe", "    at " + script + ":3")
        .doesNotContain("ShapeMismatch", ".java", "ScriptHost", "reflect");
    assertThat(failed).hasCauseInstanceOf(EspalierException.class);
  }

  @Test
  void warningsAreNoted() throws IOException {
    Path script = script("warns.espalier.kts", "val x: Int = 1", "x!! + 1");

    assertThat(run(script)).isEqualTo(2);

    assertThat(notes.toString()).startsWith(script + ":2:2: warning: ");
  }

  @Test
  void whatIsNoScriptIsRefused() throws IOException {
    Path text = script("plain.kts", "1");

    assertThatThrownBy(() -> run(text))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("rename it to end in .espalier.kts");
    assertThatThrownBy(() -> run(folder.resolve("none.espalier.kts")))
        .hasMessage("no such file: " + folder.resolve("none.espalier.kts"));
  }
}
