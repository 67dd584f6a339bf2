package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.espalier.dsl.program.Program;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says, here and on machines that are worse off. */
class DoctorTest {
  private static final String PLATFORM = NativeLibraries.platform();
  private static final Program NOTHING = new Program(List.of(), List.of());

  @TempDir Path folder;

  @Test
  void aMachineThatWorks() {
    DoctorReport report = Doctor.examine();
    assertThat(report.works()).isTrue();
    assertThat(report.tensorFlow()).isEqualTo("2.18.0");
    assertThat(report.java()).startsWith(System.getProperty("java.version"));
    assertThat(report.natives())
        .containsExactly(
            new NativeLibrary(
                NativeLibrary.Kind.CPU,
                PLATFORM,
                "tensorflow-core-native-1.1.0-" + PLATFORM + ".jar"));
    assertThat(report.devices()).anyMatch(d -> d.endsWith("device:CPU:0"));
    assertThat(report.cpu()).isNotBlank();
    assertThat(report.cores()).isPositive().isEqualTo(report.intraThreads());
    assertThat(report.memoryBytes()).isGreaterThan(report.heapBytes() / 2);
    assertThat(report.cuda()).isEmpty();
  }

  @Test
  void bothNativesAtOnceAreRefused() throws IOException {
    List<NativeLibrary> found = found(PLATFORM, PLATFORM + "-gpu");
    assertThat(found)
        .extracting(NativeLibrary::kind)
        .containsExactly(NativeLibrary.Kind.CPU, NativeLibrary.Kind.GPU);
    Problem problem = Problems.ofNatives(found).get(0);
    assertThat(problem.refuses()).isTrue();
    assertThat(problem.text())
        .startsWith("two native libraries of TensorFlow, one for CPU and one for GPU: ")
        .endsWith(
            """
            \s Try       mvn dependency:tree -Dincludes=org.tensorflow:tensorflow-core-native
                        and keep one of espalier-native-cpu and espalier-native-gpu""");
  }

  @Test
  void nativesOfOtherSystemsDoNotCount() throws IOException {
    String other = PLATFORM.startsWith("windows") ? "linux-arm64" : "windows-x86_64";
    List<NativeLibrary> found = found(other, PLATFORM + "-gpu");
    assertThat(Problems.ofNatives(found)).isEmpty();
    assertThat(NativeLibraries.here(found)).hasSize(1);
    assertThat(Problems.ofFailure(found(other), new UnsatisfiedLinkError("no")).text())
        .startsWith("no native library of TensorFlow for " + PLATFORM + ": the class path holds [");
  }

  private List<NativeLibrary> found(String... platforms) throws IOException {
    URL[] urls = new URL[platforms.length];
    for (int i = 0; i < urls.length; i++) {
      Path root = folder.resolve("natives" + platforms.length + i + ".jar");
      Path at = root.resolve("org/tensorflow/internal/c_api").resolve(platforms[i]);
      Files.createDirectories(at);
      for (String name :
          List.of("libjnitensorflow.so", "libjnitensorflow.dylib", "jnitensorflow.dll")) {
        Files.createFile(at.resolve(name));
      }
      urls[i] = root.toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return NativeLibraries.find(loader);
    }
  }

  @Test
  void whatTheGpuBuildMissesIsNamed() {
    List<CudaLibrary> cuda = CudaLibrary.look(name -> !name.contains("cudnn"));
    Problem missing = Problems.ofGpu(cuda, false).get(0);
    assertThat(missing.what())
        .isEqualTo("the GPU build of TensorFlow misses libcudnn.so.9 (cuDNN 9)");
    assertThat(missing.paste()).startsWith("export LD_LIBRARY_PATH=");
    assertThat(missing.refuses()).isFalse();
    List<CudaLibrary> none = CudaLibrary.look(name -> false);
    assertThat(Problems.ofGpu(none, false).get(0).paste()).startsWith("nvidia-smi");
    List<CudaLibrary> all = CudaLibrary.look(name -> true);
    assertThat(Problems.ofGpu(all, false).get(0).what()).endsWith("sees no GPU");
    assertThat(Problems.ofGpu(all, true)).isEmpty();
  }

  @Test
  void oneDnnThatIsOffIsAProblem() {
    Natives.State off = new Natives.State(Natives.OneDnn.OFF, "the environment says so");
    Problem problem = Problems.ofOneDnn(off).get(0);
    assertThat(problem.what()).isEqualTo("oneDNN is off");
    assertThat(problem.paste()).endsWith(" TF_ENABLE_ONEDNN_OPTS=1");
    assertThat(problem.refuses()).isFalse();
  }

  @Test
  void aGpuAskedForAndAbsentIsAnError() {
    Assumptions.assumeFalse(Devices.gpu(), "this machine has a GPU");
    TfOptions gpu = TfOptions.standard().withDevice(Device.GPU);
    assertThatThrownBy(() -> TfSession.open(NOTHING, gpu))
        .isInstanceOf(TfException.class)
        .hasMessageStartingWith(
            "a GPU is asked for and TensorFlow sees none; devices:"
                + " [/job:localhost/replica:0/task:0/device:CPU:0]\n\n"
                + "  Try       Device.CPU or Device.AUTO to run without one")
        .hasMessageContaining("<artifactId>espalier-native-gpu</artifactId>");
  }

  @Test
  void oneDnnIsSwitchedOnInAProcessWhoseEnvironmentDoesNotNameIt() throws Exception {
    String said = child(Map.of("TF_CPP_MIN_LOG_LEVEL", "0"), "");
    assertThat(said)
        .contains("oneDNN custom operations are on")
        .contains("oneDnn=ON, oneDnnWhy=switched on in process")
        .contains("session opened");
  }

  @Test
  void oneDnnStaysAsTheEnvironmentSays() throws Exception {
    assertThat(child(Map.of("TF_ENABLE_ONEDNN_OPTS", "0"), ""))
        .contains("oneDnn=OFF, oneDnnWhy=the environment says TF_ENABLE_ONEDNN_OPTS=0")
        .contains("what=oneDNN is off");
  }

  @Test
  void withoutNativesThereIsAReportAndAClearError() throws Exception {
    String said = child(Map.of(), "tensorflow-core-native-1.1.0-");
    assertThat(said)
        .contains("tensorFlow=, ")
        .contains("natives=[]")
        .contains("what=no native library of TensorFlow for " + PLATFORM)
        .contains("TfException: no native library of TensorFlow for " + PLATFORM)
        .contains("<artifactId>espalier-native-cpu</artifactId>")
        .doesNotContain("Error:", "\tat ");
  }

  /** Runs {@link #main} in a JVM of its own, without the jars whose name starts as given. */
  private String child(Map<String, String> environment, String without) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(p -> without.isEmpty() || !new File(p).getName().startsWith(without))
            .collect(Collectors.joining(File.pathSeparator));
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                DoctorTest.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TF_"));
    builder.environment().putAll(environment);
    Process child = builder.start();
    assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
    return Files.readString(out);
  }

  /** The other process: what the doctor says and whether a session opens. */
  public static void main(String[] args) {
    System.out.println(Doctor.examine());
    try (TfSession session = TfSession.open(NOTHING, TfOptions.standard())) {
      System.out.println("session opened, " + session.phases().size() + " phases");
    } catch (TfException e) {
      System.out.println(e);
    }
  }
}
