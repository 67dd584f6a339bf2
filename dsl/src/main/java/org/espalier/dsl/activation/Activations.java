package org.espalier.dsl.activation;

import java.util.List;
import java.util.Set;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.json.JsonError;

/** Finds activations by name, for command lines and files. */
public final class Activations {
  private Activations() {}

  /**
   * The activation of a name with its usual settings ({@code nish}, {@code leakyRelu}, letter case
   * and dashes aside), or of a JSON object ({@code {"type": "leakyRelu", "slope": 0.2}}).
   *
   * @throws EspalierException for an unknown name, with names that are near and all there are
   */
  public static Activation named(String name) {
    Json json = Json.standard();
    if (name.stripLeading().startsWith("{")) return json.read(name, Activation.class);
    List<String> names = names(json);
    String known =
        Near.same(name, names)
            .orElseThrow(
                () ->
                    new EspalierException(
                        "no activation '"
                            + name
                            + "'"
                            + Near.hint(name, names)
                            + "; there are "
                            + names));
    return byDefault(json, known);
  }

  /** Names of the activations that need no settings, sorted. */
  public static List<String> names() {
    return names(Json.standard());
  }

  private static List<String> names(Json json) {
    Set<String> all = json.names(Activation.class);
    return all.stream().filter(name -> byDefault(json, name) != null).toList();
  }

  private static Activation byDefault(Json json, String name) {
    try {
      return json.read("{\"type\": \"" + name + "\"}", Activation.class);
    } catch (JsonError needsSettings) {
      return null;
    }
  }
}
