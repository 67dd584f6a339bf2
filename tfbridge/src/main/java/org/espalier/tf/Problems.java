package org.espalier.tf;

import java.util.ArrayList;
import java.util.List;

/** What can be wrong, in words. */
final class Problems {
  private static final String VERSION = version();

  private Problems() {}

  /** A dependency of ours as a pom takes it. */
  static String dependency(String artifact) {
    return """
        <dependency>
          <groupId>org.espalier</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <type>pom</type>
        </dependency>"""
        .formatted(artifact, VERSION);
  }

  /** What forbids to load any of the native libraries found. */
  static List<Problem> ofNatives(List<NativeLibrary> found) {
    boolean cpu = NativeLibraries.has(found, NativeLibrary.Kind.CPU);
    boolean gpu = NativeLibraries.has(found, NativeLibrary.Kind.GPU);
    return cpu && gpu ? List.of(both(NativeLibraries.here(found))) : List.of();
  }

  /** Why TensorFlow was not loaded although nothing forbade it. */
  static Problem ofFailure(List<NativeLibrary> found, LinkageError cause) {
    return NativeLibraries.here(found).isEmpty() ? none(found) : unloadable(cause);
  }

  private static Problem none(List<NativeLibrary> found) {
    String platform = NativeLibraries.platform();
    String why =
        found.isEmpty()
            ? "the class path holds none"
            : "the class path holds " + found.stream().map(NativeLibrary::from).toList();
    return new Problem(
        "no native library of TensorFlow for " + platform,
        why,
        dependency("espalier-native-cpu"),
        true);
  }

  private static Problem both(List<NativeLibrary> here) {
    return new Problem(
        "two native libraries of TensorFlow, one for CPU and one for GPU",
        "which one would be loaded is chance; the class path holds "
            + here.stream().map(NativeLibrary::from).toList(),
        "mvn dependency:tree -Dincludes=org.tensorflow:tensorflow-core-native\n"
            + "and keep one of espalier-native-cpu and espalier-native-gpu",
        true);
  }

  private static Problem unloadable(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) root = root.getCause();
    return new Problem(
        "TensorFlow's native library does not load",
        String.valueOf(root.getMessage()),
        "java -Dorg.bytedeco.javacpp.logger.debug=true … to see what is tried\n"
            + "rm -r ~/.javacpp/cache if it was unpacked only in part",
        true);
  }

  static List<Problem> ofOneDnn(Natives.State state) {
    if (state.oneDnn() == Natives.OneDnn.ON) return List.of();
    String set = com.sun.jna.Platform.isWindows() ? "set " : "export ";
    return List.of(
        new Problem(
            "oneDNN is " + (state.oneDnn() == Natives.OneDnn.OFF ? "off" : "perhaps off"),
            state.why() + "; convolutions are about three times slower without it",
            set + Natives.ONE_DNN + "=1",
            false));
  }

  /** What keeps a GPU build from seeing a GPU. */
  static List<Problem> ofGpu(List<CudaLibrary> cuda, boolean seen) {
    List<String> missing =
        cuda.stream()
            .filter(lib -> !lib.found())
            .map(lib -> lib.name() + " (" + lib.part() + ")")
            .toList();
    List<Problem> problems = new ArrayList<>();
    boolean driver = cuda.stream().anyMatch(lib -> lib.found() && lib.part().equals("driver"));
    if (!missing.isEmpty()) {
      problems.add(
          new Problem(
              "the GPU build of TensorFlow misses " + String.join(", ", missing),
              "without them it computes on the CPU",
              driver
                  ? "export LD_LIBRARY_PATH=/usr/local/cuda-12/lib64:$LD_LIBRARY_PATH\n"
                      + "once CUDA 12.5 and cuDNN 9.3 or later of the same series are installed"
                  : "nvidia-smi to see whether NVIDIA's driver is installed",
              false));
    } else if (!seen) {
      problems.add(
          new Problem(
              "the GPU build of TensorFlow sees no GPU",
              "all libraries are there, so the driver shows none to this process",
              "nvidia-smi to see the GPUs there are\necho $CUDA_VISIBLE_DEVICES must not hide them",
              false));
    }
    return problems;
  }

  private static String version() {
    String version = Problems.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-SNAPSHOT" : version;
  }
}
