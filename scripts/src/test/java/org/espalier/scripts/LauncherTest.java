package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The refusals of the {@code espalier} script, which all come before it builds or starts Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../espalier");

  @TempDir Path folder;

  record Result(int exit, String output) {}

  @Test
  void anOldJavaIsRefusedByItsVersion() throws Exception {
    Path home = jdk("11.0.2");

    Result result = launch(LAUNCHER, home);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output())
        .isEqualTo(
            "espalier: needs Java 17 or newer, but %s/bin/java is Java 11. Set JAVA_HOME to a JDK 17 or newer.\n"
                .formatted(home));
  }

  @Test
  void javaEightIsReadFromItsOldNumbering() throws Exception {
    assertThat(launch(LAUNCHER, jdk("1.8.0_402")).output()).contains("is Java 8.");
  }

  @Test
  void anEmptyJavaHomeFolderIsNamed() throws Exception {
    Result result = launch(LAUNCHER, folder);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output())
        .startsWith("espalier: JAVA_HOME is " + folder)
        .contains("Set JAVA_HOME to a JDK 17 or newer.");
  }

  @Test
  void aRuntimeWithoutACompilerCannotBuild() throws Exception {
    Path top = Files.createDirectories(folder.resolve("a copy"));
    Path copy = Files.copy(LAUNCHER, top.resolve("espalier"));

    Result result = launch(copy, jdk("17.0.15"));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output()).contains("has no javac beside it and so cannot build");
  }

  @Test
  void aBuildThatFailsShowsItsLogAndLeavesNoBuildBehind() throws Exception {
    Path top = Files.createDirectories(folder.resolve("a copy"));
    Path copy = Files.copy(LAUNCHER, top.resolve("espalier"));
    script(top.resolve("mvnw"), "echo the compiler says no; exit 1");
    Path home = jdk("17.0.15");
    script(home.resolve("bin/javac"), "exit 0");

    Result result = launch(copy, home);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output())
        .contains("the compiler says no\n")
        .contains("espalier: the build failed; all of its output is in ")
        .contains("a copy/scripts/target/launch/build.log");
    assertThat(top.resolve("scripts/target/launch/current")).doesNotExist();
  }

  private Result launch(Path launcher, Path javaHome) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", launcher.toString(), "--version").redirectErrorStream(true);
    builder.environment().putAll(Map.of("JAVA_HOME", javaHome.toString()));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }

  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk-" + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), "echo this java must not be started; exit 9");
    return home;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
