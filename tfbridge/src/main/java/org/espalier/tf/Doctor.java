package org.espalier.tf;

import com.sun.jna.Platform;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Examines what this process runs on and what stands in TensorFlow's way. */
public final class Doctor {
  private Doctor() {}

  /** Looks at everything. Loads TensorFlow if it can; gives a report also where it cannot. */
  public static DoctorReport examine() {
    List<NativeLibrary> natives = NativeLibraries.find(Doctor.class.getClassLoader());
    List<CudaLibrary> cuda =
        NativeLibraries.has(natives, NativeLibrary.Kind.GPU) ? CudaLibrary.look() : List.of();
    List<Problem> problems = new ArrayList<>();
    List<String> devices = List.of();
    String version = "";
    Natives.State state;
    try {
      state = Natives.prepare();
      version = Natives.version();
      devices = TfSession.devices();
      if (!cuda.isEmpty()) problems.addAll(Problems.ofGpu(cuda, Devices.gpu()));
      problems.addAll(Problems.ofOneDnn(state));
    } catch (TfException e) {
      state = new Natives.State(Natives.OneDnn.UNKNOWN, "TensorFlow is not loaded");
      problems.addAll(Natives.problems());
    }
    TfOptions options = TfOptions.standard();
    return new DoctorReport(
        version,
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        system(),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        options.intraThreads(),
        options.interThreads(),
        state.oneDnn(),
        state.why(),
        devices,
        memory(),
        Runtime.getRuntime().maxMemory(),
        natives,
        cuda,
        problems);
  }

  private static String system() {
    return String.join(
        " ",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"));
  }

  private static String cpu() {
    String told = Platform.isWindows() ? System.getenv("PROCESSOR_IDENTIFIER") : null;
    if (Platform.isLinux()) {
      try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
        told =
            lines
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(null);
      } catch (IOException e) {
        told = null;
      }
    }
    return told == null ? System.getProperty("os.arch") : told;
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 0;
  }
}
