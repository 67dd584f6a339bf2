package org.espalier.dsl.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
   * zeros}), or of a JSON object ({@code {"type": "constant", "value": 0.1}}). Those that change
   * another one follow it: {@code he+rewired}, {@code orthogonal+stabilised+rewired}.
   *
   * @throws EspalierException for an unknown name, with names that are near and all there are
   */
  public static Initializer named(String name) {
    Json json = Json.standard();
    int end = name.stripLeading().startsWith("{") ? name.lastIndexOf('}') + 1 : 0;
    int plus = name.indexOf('+', end);
    Initializer init = base((plus < 0 ? name : name.substring(0, plus)).strip(), json);
    if (plus < 0) return init;
    for (String change : name.substring(plus + 1).split("\\+", -1)) {
      init = changed(init, change.strip(), json);
    }
    return init;
  }

  private static Initializer base(String name, Json json) {
    String full = SHORT.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    if (full.startsWith("{")) return json.read(full, Initializer.class);
    List<String> names = names(json);
    return byDefault(json, Near.same(full, names).orElseThrow(() -> unknown(name, names, json)));
  }

  private static EspalierException unknown(String name, List<String> names, Json json) {
    List<String> changes = changes(json);
    Optional<String> change = Near.same(name, changes);
    if (change.isPresent()) {
      return new EspalierException(
          "'" + name + "' changes another initializer; say it after one: he+" + change.get());
    }
    return new EspalierException(
        "no initializer '"
            + name
            + "'"
            + Near.hint(name, names)
            + "; there are "
            + names
            + " and, in short, "
            + new TreeSet<>(SHORT.keySet())
            + "; after one of these may follow, each with a '+', "
            + changes);
  }

  private static Initializer changed(Initializer base, String name, Json json) {
    List<String> changes = changes(json);
    String known =
        Near.same(name, changes)
            .orElseThrow(
                () ->
                    new EspalierException(
                        "no '"
                            + name
                            + "' that changes an initializer"
                            + Near.hint(name, changes)
                            + "; after a '+' may stand "
                            + changes));
    return over(json, known, base);
  }

  /** Names of the initializers that need no settings, sorted. */
  public static List<String> names() {
    return names(Json.standard());
  }

  /** Names of those that need another initializer and no further settings, sorted. */
  public static List<String> changes() {
    return changes(Json.standard());
  }

  private static List<String> names(Json json) {
    return json.names(Initializer.class).stream()
        .filter(name -> byDefault(json, name) != null)
        .toList();
  }

  private static List<String> changes(Json json) {
    return json.names(Initializer.class).stream()
        .filter(name -> over(json, name, Constant.ZEROS) != null)
        .toList();
  }

  private static Initializer byDefault(Json json, String name) {
    return read(json, JsonNodeFactory.instance.objectNode().put("type", name));
  }

  private static Initializer over(Json json, String name, Initializer base) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", name);
    return read(json, node.set("base", json.write(base)));
  }

  private static Initializer read(Json json, JsonNode node) {
    try {
      return json.read(node, Initializer.class);
    } catch (JsonError needsSettings) {
      return null;
    }
  }
}
