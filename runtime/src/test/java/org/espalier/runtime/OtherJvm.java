package org.espalier.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class's {@code main} in a Java process of its own. */
public final class OtherJvm {
  private static final int SECONDS = 180;

  private OtherJvm() {}

  /** Starts it; what it prints, errors included, can be read. */
  public static Process start(Class<?> main, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object arg : args) command.add(arg.toString());
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("cannot start " + command, e);
    }
  }

  /** Runs it to its end; gives the lines it printed that begin with {@code =}, without that. */
  public static List<String> run(Class<?> main, Object... args) {
    Process process = start(main, args);
    try {
      String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(main.getName() + " failed:\n" + all);
      }
      return all.lines().filter(l -> l.startsWith("=")).map(l -> l.substring(1)).toList();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
