package org.espalier.dsl.init;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;

/** Finds initializers by name, for command lines. */
public final class Initializers {
  /** What people call them. */
  private static final Map<String, String> SHORT =
      Map.of(
          "he", "heNormal",
          "kaiming", "heNormal",
          "glorot", "glorotUniform",
          "xavier", "glorotUniform",
          "lecun", "leCunNormal",
          "zeros", "{\"type\": \"constant\", \"value\": 0}");

  private Initializers() {}

  /**
   * The initializer of a name with its usual settings ({@code heNormal}, {@code orthogonal}, letter
   * case and dashes aside), of a short name ({@code he}, {@code glorot}, {@code lecun}, {@code
   * zeros}), or of a JSON object ({@code {"type": "constant", "value": 0.1}}).
   *
   * @throws EspalierException for an unknown name, with names that are near and all there are
   */
  public static Initializer named(String name) {
    Json json = Json.standard();
    String full = SHORT.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    if (full.stripLeading().startsWith("{")) return json.read(full, Initializer.class);
    List<String> names = names(json);
    String known =
        Near.same(full, names)
            .orElseThrow(
                () ->
                    new EspalierException(
                        "no initializer '"
                            + name
                            + "'"
                            + Near.hint(name, names)
                            + "; there are "
                            + names
                            + " and, in short, "
                            + new TreeSet<>(SHORT.keySet())));
    return byDefault(json, known);
  }

  /** Names of the initializers that need no settings, sorted. */
  public static List<String> names() {
    return names(Json.standard());
  }

  private static List<String> names(Json json) {
    return json.names(Initializer.class).stream()
        .filter(name -> byDefault(json, name) != null)
        .toList();
  }

  private static Initializer byDefault(Json json, String name) {
    try {
      return json.read("{\"type\": \"" + name + "\"}", Initializer.class);
    } catch (JsonError needsSettings) {
      return null;
    }
  }
}
