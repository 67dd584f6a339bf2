package org.espalier.runtime.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The machine's processor, as far as its operating system says without starting a program. */
public final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final List<String> KEYS = List.of("model name", "Hardware", "cpu model", "cpu");

  private Processor() {}

  /** What the maker calls it; the architecture where nothing says. */
  public static String model() {
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    if (windows != null) return windows;
    try (Stream<String> lines = Files.lines(LINUX, StandardCharsets.UTF_8)) {
      List<String> all = lines.toList();
      for (String key : KEYS) {
        for (String line : all) {
          int colon = line.indexOf(':');
          if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
            return line.substring(colon + 1).strip();
          }
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return System.getProperty("os.arch");
    }
    return System.getProperty("os.arch");
  }
}
