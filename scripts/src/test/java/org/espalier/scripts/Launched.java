package org.espalier.scripts;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, which can be killed. */
final class Launched implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  /** The bit of signal 2. */
  private static final long SIGINT = 1 << 1;

  private final Process process;
  private final BufferedReader notes;
  private final List<String> said = new ArrayList<>();

  private Launched(Process process) {
    this.process = process;
    this.notes = process.errorReader(StandardCharsets.UTF_8);
  }

  /** Starts it; what it notes must be read, what it answers is kept in a file. */
  static Launched start(Path answer, String... args) throws IOException {
    return start(List.of(), answer, args);
  }

  /** The same, started by another program. */
  static Launched start(List<String> by, Path answer, String... args) throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:-UsePerfData", "-cp", classPath()));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return new Launched(new ProcessBuilder(command).redirectOutput(answer.toFile()).start());
  }

  /**
   * Runs it with {@code --json} to its end, which must be a good one. A JVM of its own also has
   * TensorFlow's threads to itself: the first session in a JVM says how many there are for all.
   */
  static JsonNode json(Path answer, String... args) throws IOException, InterruptedException {
    String[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    try (Launched launched = start(answer, all)) {
      String notes = launched.notes();
      if (launched.exitCode() != 0) throw new AssertionError(notes);
    }
    List<String> lines = Files.readAllLines(answer);
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Reads notes until one begins so. */
  void awaitNote(String beginning) throws IOException {
    for (String line = notes.readLine(); line != null; line = notes.readLine()) {
      said.add(line);
      if (line.startsWith(beginning)) return;
    }
    throw new AssertionError("ended without noting '" + beginning + "…': " + said);
  }

  /** Reads the rest of its notes and gives all of them. */
  String notes() throws IOException {
    for (String line = notes.readLine(); line != null; line = notes.readLine()) said.add(line);
    return String.join("\n", said);
  }

  /**
   * As Ctrl-C does. A test that was itself started with interrupts ignored, as {@code nohup … &}
   * starts programs, hands that down and is skipped.
   */
  void interrupt() throws IOException, InterruptedException {
    assumeFalse(ignoresInterrupts(), "SKIPPED: started with SIGINT ignored");
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) return false;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & SIGINT) != 0);
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + said);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
