package org.espalier.scripts.host;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.io.CacheFolder;

/** The scripts that the command line runs, by the end of their name. */
public final class Scripts {
  private static final String ESPALIER = ".espalier.kts";
  private static final String MAIN = ".main.kts";
  private static final String MAIN_CACHE = "KOTLIN_MAIN_KTS_COMPILED_SCRIPTS_CACHE_DIR";

  private final Map<String, String> environment;
  private final PrintWriter notes;

  /**
   * Scripts run in this JVM.
   *
   * @param environment where the folders of compiled scripts are looked up
   * @param notes where the compiler's warnings go
   */
  public Scripts(Map<String, String> environment, PrintWriter notes) {
    this.environment = Map.copyOf(environment);
    this.notes = notes;
  }

  /** True for a file that is named as Espalier's own scripts are. */
  public static boolean isEspalier(Path file) {
    return file.toString().endsWith(ESPALIER);
  }

  /**
   * Runs a script of either kind.
   *
   * @return what an {@code .espalier.kts} file ended in; null where that is no value
   * @throws ScriptFailure when it does not compile or throws
   * @throws EspalierException when there is no such file, or it is named otherwise
   */
  public Object run(Path file, List<String> args) {
    if (!Files.isRegularFile(file)) throw new EspalierException("no such file: " + file);
    String[] given = args.toArray(new String[0]);
    if (isEspalier(file)) return new ScriptHost(cache(), notes).espalier(file, given);
    if (file.toString().endsWith(MAIN)) return runMain(file, given);
    throw new EspalierException(
        file
            + " is no script by its name; rename it to end in .espalier.kts (Espalier's imports in"
            + " place) or .main.kts (standard Kotlin)");
  }

  private Path cache() {
    return CacheFolder.espalier(environment).resolve("scripts");
  }

  private Path mainCache() {
    String given = environment.getOrDefault(MAIN_CACHE, "");
    return given.isEmpty() ? cache() : Path.of(given);
  }

  /** A standard script sees what the kotlin command shows it, and nothing of ours. */
  private Object runMain(Path file, String[] args) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader kotlin = loader(Located.kotlin(), ClassLoader.getPlatformClassLoader());
        URLClassLoader host = loader(Located.host(), kotlin)) {
      thread.setContextClassLoader(kotlin);
      Object failed =
          host.loadClass("org.espalier.scripts.host.MainKts")
              .getMethod("run", Path.class, String[].class, Path.class, PrintWriter.class)
              .invoke(null, file, args, mainCache(), notes);
      if (failed instanceof Object[] f) {
        throw new ScriptFailure((Integer) f[0], (String) f[1], (Throwable) f[2]);
      }
      return null;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URLClassLoader loader(List<File> path, ClassLoader parent) {
    return new URLClassLoader(path.stream().map(Scripts::url).toArray(URL[]::new), parent);
  }

  private static URL url(File file) {
    try {
      return file.toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
