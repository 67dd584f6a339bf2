package org.espalier.dsl.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.tensor.Nd;

/** Independent figures of published methods, {@code vectors/NAME.json} among the resources. */
public final class MethodVectors {
  private MethodVectors() {}

  /** A method's figures. */
  public static JsonNode of(String method) {
    String resource = "/vectors/" + method + ".json";
    try (InputStream in = MethodVectors.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nested lists of numbers as an array. */
  public static Nd numbers(JsonNode lists) {
    List<Long> dims = new ArrayList<>();
    for (JsonNode n = lists; n.isArray(); n = n.get(0)) dims.add((long) n.size());
    List<Double> values = new ArrayList<>();
    collect(lists, values);
    return new Nd(
        dims.stream().mapToLong(d -> d).toArray(), values.stream().mapToDouble(v -> v).toArray());
  }

  private static void collect(JsonNode n, List<Double> values) {
    if (n.isArray()) n.forEach(item -> collect(item, values));
    else values.add(n.doubleValue());
  }
}
