package org.espalier.scripts.jupyter;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.espalier.dsl.error.EspalierException;

/**
 * The Jupyter of the machine.
 *
 * @param environment of the process: PATH, JUPYTER_DATA_DIR and the like
 * @param system the name of the operating system
 * @param home of the user
 */
public record Jupyter(Map<String, String> environment, String system, Path home) {
  private static final String JUPYTER_PATH = "JUPYTER_PATH";

  /** All that is given. */
  public Jupyter {
    environment = Map.copyOf(environment);
  }

  /** The one that this process sees. */
  public static Jupyter ofThisMachine() {
    Path home = Path.of(System.getProperty("user.home"));
    return new Jupyter(System.getenv(), System.getProperty("os.name"), home);
  }

  /** The user's data folder, below which kernels are found. */
  public Path data() {
    String os = system.toLowerCase(Locale.ROOT);
    if (has("JUPYTER_DATA_DIR")) return Path.of(environment.get("JUPYTER_DATA_DIR"));
    if (os.startsWith("mac")) return home.resolve("Library/Jupyter");
    if (os.startsWith("windows") && has("APPDATA")) {
      return Path.of(environment.get("APPDATA"), "jupyter");
    }
    Path share = has("XDG_DATA_HOME") ? Path.of(environment.get("XDG_DATA_HOME")) : null;
    return (share == null ? home.resolve(".local/share") : share).resolve("jupyter");
  }

  private boolean has(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  /**
   * Demands a part of Jupyter.
   *
   * @param part its command: {@code nbconvert}, {@code lab}
   * @param install what to type to have it
   * @throws EspalierException when it is not on the PATH
   */
  public void require(String part, String install) {
    for (String command : List.of("jupyter", "jupyter-" + part)) {
      if (onPath(command).isEmpty()) {
        throw new EspalierException("there is no " + command + " on the PATH; " + install);
      }
    }
  }

  private Optional<Path> onPath(String command) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(command, command + ".exe").map(c -> Path.of(folder, c)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What runs a command of Jupyter that knows our kernel. */
  @FunctionalInterface
  public interface Use<T> {
    /** Uses it. */
    T with(ProcessBuilder command) throws IOException, InterruptedException;
  }

  /**
   * Runs a command of Jupyter with our kernel: the installed one or, where none is, one that is
   * gone afterwards.
   *
   * @param args after {@code jupyter}
   */
  public <T> T run(List<String> args, Use<T> use) {
    List<String> command = new ArrayList<>();
    command.add(onPath("jupyter").map(Path::toString).orElse("jupyter"));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    Path temporary = null;
    try {
      if (!KernelSpec.installed(data())) {
        KernelSpec spec = KernelSpec.ofThisJava();
        temporary = Files.createTempDirectory("espalier-jupyter");
        spec.install(temporary);
        String others = has(JUPYTER_PATH) ? File.pathSeparator + environment.get(JUPYTER_PATH) : "";
        builder.environment().put(JUPYTER_PATH, temporary + others);
      }
      return use.with(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EspalierException("interrupted while Jupyter ran", e);
    } finally {
      if (temporary != null) delete(temporary);
    }
  }

  /** Deletes a folder with all that is in it; nothing where it is not there. */
  public static void delete(Path folder) {
    if (Files.notExists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
