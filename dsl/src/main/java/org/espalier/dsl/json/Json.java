package org.espalier.dsl.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Writes values as JSON and reads them back, in this JVM or another.
 *
 * <ul>
 *   <li>A {@link Described} record is {@code {"type": "dense", "units": 512, …}}, every component
 *       in the order it is declared; a component that is itself called {@code type} is written as
 *       {@code type_}. A constant of a described enum is {@code {"type": "unary", "value": "EXP"}}.
 *   <li>Other records are objects without a type, other enums their constant's name.
 *   <li>Numbers are exact; NaN and infinities are the strings {@code "NaN"}, {@code "Infinity"},
 *       {@code "-Infinity"}. A shape is a list of numbers and texts such as {@code "2·batch + 1"}.
 *   <li>A {@link org.espalier.dsl.expr.Fn} is its trace: {@code {"nodes": […], "outputs": […]}},
 *       nodes in topological order, shared ones once, parameters marked {@code "argument": i}. What
 *       it captures, and expressions outside functions, are nodes of a list {@code "$graph"} of the
 *       whole document.
 *   <li>An absent component is an error, unless the record has another public constructor without
 *       it (which then supplies the value), or it is optional, a list, a set or a map (then empty).
 * </ul>
 *
 * Library types are found by the index the build writes; types of a user are passed to {@link
 * #with}. A class name in a document is never loaded.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private final TypeNames types;

  private Json(TypeNames types) {
    this.types = types;
  }

  /** Knows every type listed by the indexes on the class path. */
  public static Json standard() {
    return new Json(TypeNames.onClassPath());
  }

  /**
   * The same with further types, each named by its simple name, first letter in lower case.
   *
   * @throws JsonError when another type has that name, or one is neither record nor enum
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Json with(Class<? extends Described>... more) {
    return new Json(types.with(List.of(more)));
  }

  /** The names of all known types that may stand where {@code as} is expected, sorted. */
  public Set<String> names(Class<?> as) {
    return types.names(as);
  }

  /**
   * The type of a name.
   *
   * @throws JsonError for an unknown name, or one of another kind
   */
  public <T> Class<? extends T> type(String name, Class<T> as) {
    Class<?> found = types.named(name, as, name);
    if (as.isAssignableFrom(found)) return found.asSubclass(as);
    throw new JsonError(
        name, "is no %s; those are %s".formatted(as.getSimpleName(), types.names(as)));
  }

  /**
   * The JSON form of a value: a described value, or a record, enum, number, text, list or map of
   * such, an expression or a traced function.
   *
   * @throws JsonError when something in it has no JSON form, naming its place
   */
  public JsonNode write(Object value) {
    return JsonWriter.document(value, types);
  }

  /**
   * The JSON form as indented text, lines separated by {@code \n}; equal values give equal text.
   */
  public String text(Object value) {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indent);
    try {
      return MAPPER.writer(printer).writeValueAsString(write(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The value a document describes.
   *
   * @param as what it must be: an interface such as {@code Layer}, a record, an enum, a function
   * @throws JsonError naming the place, what was expected and what was received
   */
  public <T> T read(JsonNode document, Class<T> as) {
    return as.cast(JsonReader.document(document, as, types));
  }

  /**
   * The value a document describes.
   *
   * @throws JsonError also for broken JSON, with line and column
   */
  public <T> T read(String text, Class<T> as) {
    return read(parse(text), as);
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) throw new JsonError("line 1, column 1", "an empty text is no JSON");
      return node;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where = at == null ? "$" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new JsonError(where, "broken JSON: " + e.getOriginalMessage(), e);
    }
  }
}
