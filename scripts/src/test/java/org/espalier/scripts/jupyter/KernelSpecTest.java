package org.espalier.scripts.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.kernel.KernelLauncher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is installed, where, and for which Java. */
class KernelSpecTest {
  private static final List<Path> JARS =
      Stream.of(
              "kotlin-jupyter-kernel-1.jar", "kotlin-jupyter-lib-1.jar", "kotlin-stdlib-1.8.20.jar")
          .map(Path::of)
          .toList();

  @TempDir Path data;

  @Test
  void theKernelspecStartsTheKernelThroughTheLauncher() throws IOException {
    Path folder = new KernelSpec(Path.of("/jdk/bin/java"), 17, JARS).install(data);

    JsonNode json = new ObjectMapper().readTree(folder.resolve("kernel.json").toFile());
    List<String> argv =
        Stream.of(new ObjectMapper().convertValue(json.get("argv"), String[].class)).toList();
    assertThat(folder).isEqualTo(data.resolve("kernels/espalier"));
    assertThat(json.get("display_name").asText()).isEqualTo("Kotlin (Espalier)");
    assertThat(argv).startsWith("/jdk/bin/java").contains("{connection_file}", "-jvmTarget=17");
    assertThat(argv)
        .contains(
            "-classpath=kotlin-jupyter-lib-1.jar"
                + File.pathSeparator
                + "kotlin-stdlib-1.8.20.jar");
    assertThat(argv)
        .contains(KernelLauncher.class.getName())
        .doesNotContain("--enable-native-access=ALL-UNNAMED");
    assertThat(argv.get(argv.indexOf("-cp") + 1))
        .startsWith(folder + "/classes")
        .contains("kotlin-jupyter-kernel-1");
    assertThat(folder.resolve("classes/org/espalier/kernel/KernelLauncher.class")).exists();
    assertThat(folder.resolve("logback.xml")).content().contains("WARN");
    assertThat(json.at("/env/TF_CPP_MIN_LOG_LEVEL").asText()).isEqualTo("3");
  }

  @Test
  void theLauncherLoadsInJavaEight() throws IOException {
    Path folder = new KernelSpec(Path.of("java"), 17, JARS).install(data);
    byte[] launcher =
        Files.readAllBytes(folder.resolve("classes/org/espalier/kernel/KernelLauncher.class"));
    assertThat(launcher[7]).as("major version of the class file").isEqualTo((byte) 52);
  }

  @Test
  void theDescriptorNamesThisVersion() throws IOException {
    Path folder = new KernelSpec(Path.of("java"), 17, JARS).install(data);
    JsonNode use =
        new ObjectMapper()
            .readTree(folder.resolve("classes/jupyterLibraries/espalier.json").toFile());
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(pom).contains("<version>" + use.at("/properties/0/value").asText() + "</version>");
  }

  @Test
  void aNewJavaIsAskedForNativeAccessAndAnotherInstallReplaces() throws IOException {
    new KernelSpec(Path.of("old"), 17, JARS).install(data);
    new KernelSpec(Path.of("new"), 24, JARS).install(data);

    assertThat(KernelSpec.installed(data)).isTrue();
    assertThat(data.resolve("kernels/espalier/kernel.json"))
        .content()
        .contains("\"new\"", "--enable-native-access=ALL-UNNAMED")
        .doesNotContain("\"old\"");
  }

  @ParameterizedTest
  @CsvSource({"1.8, 8", "11, 11", "16, 16", "25, 25"})
  void aJavaThatCannotRunTheKernelIsRefused(String version, String major) {
    assertThat(KernelLauncher.complaint(version))
        .isEqualTo(
            "the notebook kernel runs on a JDK 17 to 24, and this is Java "
                + major
                + "; set JAVA_HOME to such a JDK and run ./espalier notebook install");
  }

  @ParameterizedTest
  @CsvSource({"17", "21", "24"})
  void aJavaThatCanIsNot(String version) {
    assertThat(KernelLauncher.complaint(version)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, NONE, , /home/ann/.local/share/jupyter",
    "Linux, XDG_DATA_HOME, /xdg, /xdg/jupyter",
    "Linux, JUPYTER_DATA_DIR, /data, /data",
    "Mac OS X, NONE, , /home/ann/Library/Jupyter",
    "Windows 11, APPDATA, /roaming, /roaming/jupyter"
  })
  void kernelsStandWhereJupyterLooks(
      String system, String variable, String value, String expected) {
    Map<String, String> environment = value == null ? Map.of() : Map.of(variable, value);
    assertThat(new Jupyter(environment, system, Path.of("/home/ann")).data())
        .isEqualTo(Path.of(expected));
  }
}
