package org.espalier.scripts.jupyter;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.io.AtomicFile;

/** Executes a notebook from its first to its last cell by nbconvert, without showing it. */
public final class HeadlessRun {
  private static final String INSTALL =
      "install it: sudo apt-get install jupyter-client jupyter-nbconvert python3-nbclient"
          + " python3-ipykernel (Debian, Ubuntu), or pip install jupyter-client nbconvert";

  /** nbconvert's account of a cell that failed: its source, the kernel's stack, the error. */
  private static final Pattern FAILURE =
      Pattern.compile(
          "occurred while executing the following cell:\\R-+\\R.*\\R-+\\R(.*)", Pattern.DOTALL);

  private static final Pattern STACK = Pattern.compile("(?m)^[\\w.$/<>]+\\(.*\\)\\R");
  private static final Pattern ERROR_CLASS = Pattern.compile("^org\\.jetbrains\\.[\\w.]+: ");
  private static final String BEGUN = "Executing cell:";
  private static final int LAST_LINES = 15;

  private final Jupyter jupyter;
  private final Path notebook;
  private final List<String> sources;

  /**
   * A run that is about to begin.
   *
   * @throws EspalierException when there is no such notebook, or no Jupyter to run it
   */
  public HeadlessRun(Jupyter jupyter, Path notebook) {
    this.jupyter = jupyter;
    this.notebook = notebook;
    this.sources = sources(notebook);
    jupyter.require("nbconvert", INSTALL);
  }

  /** Code cells that are not blank. */
  public int cells() {
    return (int) sources.stream().filter(s -> !s.isEmpty()).count();
  }

  /**
   * Runs all cells.
   *
   * @param out where the executed copy is written, whole or not at all
   * @param timeout seconds one cell may take; empty for no limit
   * @throws CellFailure when a cell fails
   * @throws EspalierException when the kernel does not start or ends, or a cell takes too long
   */
  public void into(Path out, OptionalInt timeout) {
    List<String> args = new ArrayList<>(List.of("nbconvert", "--to", "notebook", "--execute"));
    args.addAll(List.of("--log-level=DEBUG", "--output=executed"));
    args.add("--ExecutePreprocessor.kernel_name=" + KernelSpec.NAME);
    timeout.ifPresent(seconds -> args.add("--ExecutePreprocessor.timeout=" + seconds));
    byte[] executed = jupyter.run(args, this::execute);
    AtomicFile.write(out, executed);
  }

  private byte[] execute(ProcessBuilder command) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("espalier-notebook");
    Path log = folder.resolve("log");
    command.command().add("--output-dir=" + folder);
    command.command().add(notebook.toAbsolutePath().toString());
    command.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = command.start();
    try {
      process.getOutputStream().close();
      int code = process.waitFor();
      Path executed = folder.resolve("executed.ipynb");
      if (code == 0 && Files.exists(executed)) return Files.readAllBytes(executed);
      throw failure(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      Jupyter.delete(folder);
    }
  }

  private EspalierException failure(String log) {
    int cell = begun(log);
    Matcher failure = FAILURE.matcher(log);
    if (cell > 0 && failure.find()) {
      String error = STACK.matcher(failure.group(1)).replaceAll("").strip();
      error = ERROR_CLASS.matcher(error).replaceFirst("");
      return new CellFailure(notebook.toString(), cell, sources.get(cell - 1), error);
    }
    if (cell > 0 && log.contains("CellTimeoutError")) {
      String error = "took longer than --timeout allows";
      return new CellFailure(notebook.toString(), cell, sources.get(cell - 1), error);
    }
    List<String> said =
        log.lines().filter(l -> !l.startsWith("[NbConvertApp]") && !l.isBlank()).toList();
    String last =
        String.join("\n  ", said.subList(Math.max(0, said.size() - LAST_LINES), said.size()));
    return said.stream()
        .filter(line -> line.startsWith("espalier: "))
        .findFirst()
        .map(line -> new EspalierException(line.substring("espalier: ".length())))
        .orElseGet(() -> new EspalierException("Jupyter cannot run " + notebook + ":\n  " + last));
  }

  /** The cell that nbconvert began last, counted from 1 over all cells; 0 for none. */
  private int begun(String log) {
    long begun = log.lines().filter(line -> line.endsWith(BEGUN)).count();
    if (begun == 0) return 0;
    return IntStream.rangeClosed(1, sources.size())
        .filter(cell -> !sources.get(cell - 1).isEmpty())
        .skip(begun - 1)
        .findFirst()
        .orElse(0);
  }

  /** What each cell runs; empty for text and for blank cells. */
  private static List<String> sources(Path notebook) {
    if (!Files.isRegularFile(notebook)) throw new EspalierException("no such file: " + notebook);
    try {
      JsonNode cells = new ObjectMapper().readTree(notebook.toFile()).path("cells");
      if (!cells.isArray()) throw new EspalierException(notebook + " is no notebook: no cells");
      return StreamSupport.stream(cells.spliterator(), false).map(HeadlessRun::source).toList();
    } catch (JacksonException e) {
      throw new EspalierException(notebook + " is no notebook: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new EspalierException("cannot read " + notebook + ": " + e.getMessage(), e);
    }
  }

  private static String source(JsonNode cell) {
    if (!cell.path("cell_type").asText().equals("code")) return "";
    StringBuilder source = new StringBuilder(cell.path("source").asText(""));
    cell.path("source").forEach(line -> source.append(line.asText()));
    return source.toString().strip();
  }
}
