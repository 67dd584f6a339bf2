package org.espalier.runtime.kotlindl.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.espalier.dsl.tensor.DType;
import org.espalier.runtime.kotlindl.form.Fields;

/** The one element type that all layers of a model must have. */
final class Dtypes {
  private DType common;

  /** Notes what a layer says: a name, a policy of Keras 3, or nothing. */
  void add(JsonNode said, String who, List<String> problems) {
    JsonNode name = said.isObject() ? said.path("config").path("name") : said;
    if (name.isMissingNode() || name.isNull()) return;
    Optional<DType> found = named(name.asText());
    if (found.isEmpty() || !found.get().isFloat()) {
      problems.add(who + ": dtype " + Fields.brief(name) + ", only one float type for all layers");
    } else if (common == null) {
      common = found.get();
    } else if (common != found.get()) {
      problems.add(who + ": dtype " + Fields.brief(name) + " among layers of another");
    }
  }

  static Optional<DType> named(String name) {
    return Arrays.stream(DType.values())
        .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** What all said; float32 where nobody said anything. */
  DType dtype() {
    return common == null ? DType.FLOAT32 : common;
  }
}
