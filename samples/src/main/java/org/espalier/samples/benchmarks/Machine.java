package org.espalier.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.espalier.tf.Natives;
import org.tensorflow.TensorFlow;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  /** Processor, system, Java, TensorFlow, oneDNN, one line each. */
  static String describe() {
    Natives.State natives = Natives.prepare();
    return String.join(
        "\n",
        "processor   " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
        "system      " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        "java        " + System.getProperty("java.vm.name") + " " + Runtime.version(),
        "tensorflow  " + TensorFlow.version() + " (TensorFlow Java 1.1.0)",
        "oneDNN      " + natives.oneDnn().name().toLowerCase(Locale.ROOT) + ", " + natives.why(),
        "load        " + load());
  }

  /** The system's load averages; other processes count too. */
  static String load() {
    return first("/proc/loadavg", "").replaceAll(" \\d+/\\d+ \\d+$", "");
  }

  private static String processor() {
    return first("/proc/cpuinfo", "model name").replaceAll(".*: *", "");
  }

  /** The first line of a file of the system that starts so; a remark where there is none. */
  static String first(String file, String start) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.filter(l -> l.startsWith(start)).findFirst().orElse("unknown");
    } catch (IOException e) {
      return "unknown (" + file + " cannot be read)";
    }
  }
}
