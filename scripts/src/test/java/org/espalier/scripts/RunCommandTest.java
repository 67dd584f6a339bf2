package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.dsl.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Scripts of both kinds, as they are typed. */
class RunCommandTest {
  @TempDir Path folder;

  private String script(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  @Test
  void aStandardScriptSeesWhatItNamesAndNothingOfOurs() throws IOException {
    String script =
        script(
            "own.main.kts",
            "@file:DependsOn(\"info.picocli:picocli:" + CommandLine.VERSION + "\")",
            "import java.io.File",
            "val ours = runCatching { Class.forName(\"org.espalier.scripts.Main\") }.isSuccess",
            "val named = picocli.CommandLine::class.java.classLoader != null",
            "File(args[0]).writeText(\"$ours $named ${args.drop(1)}\")");
    String said = folder.resolve("said").toString();

    Typed typed = Typed.run("run", script, said, "--json", "-x");

    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(Path.of(said)).hasContent("false true [--json, -x]");
  }

  @Test
  void aStandardScriptsMistakeIsShownWhereItIs() throws IOException {
    String script = script("wrong.main.kts", "println(1)", "val units: Int = \"ten\"");

    Typed typed = Typed.run("run", script);

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err())
        .startsWith("espalier: " + script + " does not compile")
        .contains(script + ":2:16: error: ");
  }

  @Test
  void aStandardScriptsExceptionIsToldWithItsLines() throws IOException {
    String script = script("throws.main.kts", "fun f(): Int = error(\"boom\")", "", "f()");

    Typed typed = Typed.run("run", script);

    assertThat(typed.code()).isEqualTo(3);
    assertThat(typed.err().lines())
        .containsExactly(
            "espalier: " + script + " failed: java.lang.IllegalStateException: boom",
            "    at " + script + ":1 in f",
            "    at " + script + ":3");
  }

  @Test
  void aMissingDependencySaysWhichWhereAndWhatToType() throws IOException {
    String script =
        script(
            "missing.main.kts",
            "// first",
            "@file:DependsOn(\"org.espalier:no-such-module:0.0.0\")",
            "println(org.espalier.None)");

    String home = System.setProperty("user.home", folder.toString());
    try {
      Typed typed = Typed.run("run", script);

      assertThat(typed.code()).isEqualTo(1);
      assertThat(typed.err())
          .contains(script + ":2: error: cannot find org.espalier:no-such-module:0.0.0")
          .contains("searched  " + folder.resolve(Path.of(".m2", "repository")))
          .contains("./mvnw install");
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void aScriptsExitCodeIsTheCommands() throws Exception {
    String script = script("exit.main.kts", "kotlin.system.exitProcess(args[0].toInt())");

    try (Launched launched = Launched.start(folder.resolve("answer"), "run", script, "7")) {
      assertThat(launched.notes()).isEmpty();
      assertThat(launched.exitCode()).isEqualTo(7);
    }
  }

  @Test
  void aScriptThatEndsInANetworkStandsForIt() throws IOException {
    String script =
        script(
            "net.espalier.kts",
            "network(\"mine\") { image(28, 28, 1); flatten(); dense(4) { activation = relu }; dense(10) }");

    JsonNode summary = Typed.json("summary", script);
    assertThat(summary.get("network").asText()).isEqualTo("mine");
    JsonNode trained =
        Typed.json(
            "train", "--network", script, "--data", "digits:train=64,test=32", "--epochs", "1");
    assertThat(trained.at("/provenance/train.network").asText()).isEqualTo(script);
  }

  @Test
  void aScriptThatEndsInSomethingElseSaysInWhat() throws IOException {
    String number = script("number.espalier.kts", "17");
    String nothing = script("nothing.espalier.kts", "val unused = 17");

    assertThat(Typed.run("summary", number).err())
        .contains(number + " ends in a value of class java.lang.Integer, not in a network")
        .contains("network(\"mine\") {");
    assertThat(Typed.run("summary", nothing).err()).contains(nothing + " ends in nothing");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -INT")
  void anInterruptEndsTheTrainingOfAScriptAndKeepsTheCheckpoint() throws Exception {
    String script =
        script(
            "long.espalier.kts",
            "val digits = data(\"digits:train=200,test=10\").train",
            "network(\"n\") { image(28, 28, 1); flatten(); dense(10) }.compile { seed = 7 }.use {",
            "    it.fit(digits, epochs = 1000000, checkpoint = Path.of(args[0]))",
            "}");
    Path part = folder.resolve("part.espalier");
    try (Launched launched =
        Launched.start(folder.resolve("answer"), "run", script, part.toString())) {
      launched.awaitNote("epoch 2");
      launched.interrupt();

      assertThat(launched.notes()).contains("espalier: interrupted after step");
      assertThat(launched.exitCode()).isEqualTo(130);
      long epochs = Snapshot.load(part).progress().epochs();
      assertThat(launched.notes()).contains(part + " holds " + epochs + " epochs");
    }
  }
}
