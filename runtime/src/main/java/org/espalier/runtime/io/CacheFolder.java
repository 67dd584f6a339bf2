package org.espalier.runtime.io;

import java.nio.file.Path;
import java.util.Map;

/** Where Espalier keeps what it can make again, for one user on one machine. */
public final class CacheFolder {
  private static final String GIVEN = "XDG_CACHE_HOME";

  private CacheFolder() {}

  /** {@code espalier} in the folder that {@code XDG_CACHE_HOME} names, or in {@code ~/.cache}. */
  public static Path espalier(Map<String, String> environment) {
    String given = environment.getOrDefault(GIVEN, "");
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    return (given.isEmpty() ? home : Path.of(given)).resolve("espalier");
  }
}
