package org.espalier.tf;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.List;
import java.util.Map;

/**
 * Prepares the process for TensorFlow, which reads its environment once, when its library is
 * loaded. oneDNN, off by default on some processors, makes convolutions about three times faster;
 * it is switched on here unless the environment already says otherwise.
 */
public final class Natives {
  /** Whether TensorFlow computes with oneDNN. */
  public enum OneDnn {
    /** On. */
    ON,
    /** Off. */
    OFF,
    /** TensorFlow was loaded by somebody else before it could be switched on. */
    UNKNOWN
  }

  /** The state of oneDNN and how it came about. */
  public record State(OneDnn oneDnn, String why) {}

  static final String ONE_DNN = "TF_ENABLE_ONEDNN_OPTS";
  private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";
  private static State state;
  private static List<Problem> problems = List.of();

  private Natives() {}

  private interface PosixC extends Library {
    int setenv(String name, String value, int overwrite);
  }

  private interface WindowsC extends Library {
    int _putenv_s(String name, String value);
  }

  /**
   * Sets what is not set, then loads TensorFlow; the first call decides.
   *
   * @throws TfException when no native library of TensorFlow is there for this system, when there
   *     are two, or when it does not load; it says what to paste
   */
  public static synchronized State prepare() {
    if (state != null) return state;
    if (problems.isEmpty()) load();
    if (!problems.isEmpty()) throw new TfException(problems.get(0).text());
    return state;
  }

  private static void load() {
    List<NativeLibrary> found = NativeLibraries.find(Natives.class.getClassLoader());
    problems = Problems.ofNatives(found);
    if (!problems.isEmpty()) return;
    State decided = decide(System.getenv());
    try {
      org.tensorflow.TensorFlow.version();
      state = decided;
    } catch (LinkageError e) {
      problems = List.of(Problems.ofFailure(found, e));
    }
  }

  /** What kept TensorFlow from being loaded; empty when it is loaded or was not asked for. */
  static synchronized List<Problem> problems() {
    return problems;
  }

  /** TensorFlow's version, {@code 2.18.0}. */
  public static String version() {
    prepare();
    return org.tensorflow.TensorFlow.version();
  }

  /** Version of JavaCPP, which loads the native library, {@code 1.5.11}; empty where unknown. */
  public static String bindingVersion() {
    String version = org.bytedeco.javacpp.Loader.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }

  private static State decide(Map<String, String> environment) {
    String given = environment.get(ONE_DNN);
    boolean loaded = loaded();
    if (given != null) {
      boolean on = given.equals("1") || given.equalsIgnoreCase("true");
      return new State(
          on ? OneDnn.ON : OneDnn.OFF, "the environment says " + ONE_DNN + "=" + given);
    }
    if (loaded) {
      return new State(
          OneDnn.UNKNOWN,
          "TensorFlow was loaded before Espalier; call Natives.prepare() first or set "
              + ONE_DNN
              + "=1 in the environment");
    }
    try {
      set(ONE_DNN, "1");
      if (!environment.containsKey(LOG_LEVEL)) set(LOG_LEVEL, "2");
      return new State(OneDnn.ON, "switched on in process");
    } catch (LinkageError | RuntimeException e) {
      return new State(
          OneDnn.UNKNOWN,
          "the environment could not be set in process ("
              + e.getMessage()
              + "); set "
              + ONE_DNN
              + "=1 before starting Java");
    }
  }

  private static void set(String name, String value) {
    int failed =
        Platform.isWindows()
            ? Native.load("msvcrt", WindowsC.class)._putenv_s(name, value)
            : Native.load(Platform.C_LIBRARY_NAME, PosixC.class).setenv(name, value, 1);
    if (failed != 0) throw new IllegalStateException("setenv " + name + " gives " + failed);
  }

  /** Whether TensorFlow's native library is in this process already. */
  private static boolean loaded() {
    return org.bytedeco.javacpp.Loader.getLoadedLibraries().keySet().stream()
        .anyMatch(name -> name.contains("tensorflow"));
  }
}
