package org.espalier.scripts.jupyter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.kernel.KernelLauncher;
import org.espalier.runtime.io.AtomicFile;

/**
 * A kernelspec: the folder by which Jupyter knows how to start the Kotlin kernel for Espalier.
 *
 * @param java the JVM that runs the kernel
 * @param feature its version, 17 to 24
 * @param jars of the kernel
 */
public record KernelSpec(Path java, int feature, List<Path> jars) {
  /** The folder's name, by which notebooks name the kernel. */
  public static final String NAME = "espalier";

  private static final String JSON = "kernel.json";
  private static final String LOGGING = "logback.xml";
  private static final String CLASSES = "classes";

  /** Jars that cells are compiled against, by the beginning of their names. */
  private static final List<String> FOR_CELLS =
      List.of(
          "kotlin-jupyter-lib-",
          "kotlin-jupyter-api-",
          "kotlin-stdlib-1",
          "kotlin-stdlib-jdk",
          "kotlin-reflect-",
          "kotlin-script-runtime-",
          "annotations-");

  /** All that is given. */
  public KernelSpec {
    jars = List.copyOf(jars);
  }

  /**
   * The kernel on the Java that runs this.
   *
   * @throws EspalierException when that Java cannot run it, or its jars cannot be had
   */
  public static KernelSpec ofThisJava() {
    String complaint = KernelLauncher.complaint(System.getProperty("java.specification.version"));
    if (complaint != null) throw new EspalierException(complaint);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new KernelSpec(java, Runtime.version().feature(), KernelJars.resolve());
  }

  /** Where the kernelspec stands below a data folder of Jupyter. */
  public static Path folder(Path data) {
    return data.resolve("kernels").resolve(NAME);
  }

  /** Whether it is installed below a data folder of Jupyter. */
  public static boolean installed(Path data) {
    return Files.isRegularFile(folder(data).resolve(JSON));
  }

  /**
   * Installs it below a data folder of Jupyter, over one that is there. Jupyter sees it with the
   * last file.
   *
   * @return the kernelspec's folder
   */
  public Path install(Path data) {
    Path folder = folder(data).toAbsolutePath();
    String launcher = KernelLauncher.class.getName().replace('.', '/') + ".class";
    Path classes = folder.resolve(CLASSES);
    try {
      copy("/" + launcher, classes.resolve(launcher));
      copy("/espalier.json", classes.resolve("jupyterLibraries").resolve("espalier.json"));
      copy(LOGGING, folder.resolve(LOGGING));
      write(folder.resolve(JSON), json(folder).toPrettyString().getBytes("UTF-8"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void copy(String resource, Path to) throws IOException {
    try (InputStream in = KernelSpec.class.getResourceAsStream(resource)) {
      write(to, in.readAllBytes());
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    AtomicFile.write(file, bytes);
  }

  private ObjectNode json(Path folder) {
    ObjectNode spec = new ObjectMapper().createObjectNode();
    spec.put("display_name", "Kotlin (Espalier)");
    spec.put("language", "kotlin");
    spec.put("interrupt_mode", "message");
    command(folder).forEach(spec.putArray("argv")::add);
    spec.putObject("env").put("TF_CPP_MIN_LOG_LEVEL", "3").put("TF_ENABLE_ONEDNN_OPTS", "1");
    return spec;
  }

  private List<String> command(Path folder) {
    List<Path> all = new ArrayList<>(List.of(folder.resolve(CLASSES)));
    all.addAll(jars);
    List<Path> cells = jars.stream().filter(KernelSpec::forCells).toList();
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Djava.awt.headless=true"));
    if (feature >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Dlogback.configurationFile=" + folder.resolve(LOGGING));
    command.addAll(List.of("-cp", path(all), KernelLauncher.class.getName()));
    command.addAll(List.of("-classpath=" + path(cells), "{connection_file}"));
    command.addAll(List.of("-home=" + folder, "-jvmTarget=17"));
    return command;
  }

  private static boolean forCells(Path jar) {
    return FOR_CELLS.stream().anyMatch(jar.getFileName().toString()::startsWith);
  }

  private static String path(List<Path> files) {
    return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
