package org.espalier.tf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** Looks for TensorFlow's native libraries on a class path, without loading any. */
final class NativeLibraries {
  private static final String FOLDER = "org/tensorflow/internal/c_api/";
  private static final List<String> PLATFORMS =
      List.of("linux-x86_64", "linux-arm64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");

  private NativeLibraries() {}

  /** The system at hand, as TensorFlow Java names it: {@code linux-x86_64}. */
  static String platform() {
    return Loader.getPlatform();
  }

  /** All native libraries, for whatever system. */
  static List<NativeLibrary> find(ClassLoader loader) {
    List<NativeLibrary> found = new ArrayList<>();
    for (String platform : PLATFORMS) {
      for (String extension : List.of("", "-gpu")) {
        String path = FOLDER + platform + extension + "/" + fileName(platform);
        for (URL url : resources(loader, path)) {
          String from = holder(url.toString(), path);
          boolean gpu = extension.equals("-gpu") || from.contains("-gpu");
          NativeLibrary.Kind kind = gpu ? NativeLibrary.Kind.GPU : NativeLibrary.Kind.CPU;
          found.add(new NativeLibrary(kind, platform, from));
        }
      }
    }
    return found.stream().distinct().toList();
  }

  /** Those for the system at hand. */
  static List<NativeLibrary> here(List<NativeLibrary> found) {
    return found.stream().filter(n -> n.platform().equals(platform())).toList();
  }

  static boolean has(List<NativeLibrary> found, NativeLibrary.Kind kind) {
    return here(found).stream().anyMatch(n -> n.kind() == kind);
  }

  private static String fileName(String platform) {
    if (platform.startsWith("windows")) return "jnitensorflow.dll";
    return platform.startsWith("macosx") ? "libjnitensorflow.dylib" : "libjnitensorflow.so";
  }

  private static List<URL> resources(ClassLoader loader, String path) {
    try {
      return Collections.list(loader.getResources(path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path", e);
    }
  }

  /** The last part of what comes before the resource: {@code …/x.jar!/} gives {@code x.jar}. */
  private static String holder(String url, String path) {
    String before = url.substring(0, url.length() - path.length()).replaceAll("!?/+$", "");
    return before.substring(before.lastIndexOf('/') + 1);
  }
}
