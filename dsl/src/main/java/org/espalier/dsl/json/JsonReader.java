package org.espalier.dsl.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.espalier.dsl.error.Near;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/** Turns JSON into the value it describes, guided by declared types. */
final class JsonReader {
  private final TypeNames types;
  private final GraphReader graph;

  private JsonReader(TypeNames types, GraphReader graph) {
    this.types = types;
    this.graph = graph;
  }

  static Object document(JsonNode document, Class<?> as, TypeNames types) {
    JsonReader reader = new JsonReader(types, new GraphReader(null));
    JsonNode node = document;
    if (document instanceof ObjectNode object && object.has(JsonWriter.GRAPH)) {
      JsonNode nodes = object.get(JsonWriter.GRAPH);
      reader.graph.read(nodes, "$." + JsonWriter.GRAPH, reader);
      ObjectNode rest = JsonWriter.JSON.objectNode().setAll(object);
      rest.remove(JsonWriter.GRAPH);
      node = rest.has(JsonWriter.VALUE) ? rest.get(JsonWriter.VALUE) : rest;
    }
    return reader.value(node, Declared.of(as), "$");
  }

  Object value(JsonNode node, Declared as, String path) {
    Class<?> raw = as.raw();
    if (raw == Optional.class) {
      return node.isNull() ? Optional.empty() : Optional.of(value(node, as.arg(0), path));
    }
    if (Scalars.reads(raw)) return Scalars.read(node, raw, path);
    if (node.isNull()) return isOptional(raw) ? empty(raw) : null;
    if (raw == OptionalInt.class) return OptionalInt.of((int) Scalars.read(node, int.class, path));
    if (raw == OptionalLong.class) {
      return OptionalLong.of((long) Scalars.read(node, long.class, path));
    }
    if (raw == OptionalDouble.class) {
      return OptionalDouble.of((double) Scalars.read(node, double.class, path));
    }
    if (raw == Dim.class) return dim(node, path);
    if (raw == Shape.class) {
      return new Shape(items(node, path, i -> dim(node.get(i), path + "[" + i + "]")));
    }
    if (raw == Tensor.class) return TensorForm.read(node, path, this);
    if (raw == Expr.class) return graph.ref(node, path);
    if (raw == Fn.class) {
      GraphReader inner = new GraphReader(graph);
      return inner.function(node, path, new JsonReader(types, inner));
    }
    if (raw.isArray() || Iterable.class == raw || Collection.class.isAssignableFrom(raw)) {
      return sequence(node, as, path);
    }
    if (raw == Map.class) return map(node, as, path);
    return structure(node, as, path);
  }

  private Object structure(JsonNode node, Declared as, String path) {
    Class<?> raw = as.raw();
    boolean described = Described.class.isAssignableFrom(raw) || node.has("type");
    if (!described && raw.isRecord()) return record(node, as, List.of(), path);
    if (!described) {
      throw new JsonError(
          path,
          "expected %s, received %s without a \"type\""
              .formatted(TypeText.of(raw), TypeText.received(node)));
    }
    String name = (String) required(node, "type", String.class, path);
    Class<?> type = types.named(name, raw, path + ".type");
    if (!raw.isAssignableFrom(type)) {
      throw new JsonError(
          path + ".type",
          "expected %s (one of %s), received '%s', which is none"
              .formatted(TypeText.of(raw), types.names(raw), name));
    }
    if (type.isEnum()) {
      fields(node, path, "a " + name, List.of("type", "value"));
      return Scalars.read(present(node, "value", path), type, path + ".value");
    }
    return record(node, type == raw ? as : Declared.of(type), List.of("type"), path);
  }

  private Object record(JsonNode node, Declared as, List<String> extra, String path) {
    RecordForm form = RecordForm.of(as.raw());
    Constructor<?> other = form.other(names(node, extra));
    if (other != null) return made(other, node, as, path);
    List<String> keys = new ArrayList<>(extra);
    keys.addAll(form.keys());
    String what = "a " + TypeIndexWriter.nameOf(as.raw());
    fields(node, path, what, keys);
    Object[] values = new Object[form.components().size()];
    boolean[] present = new boolean[values.length];
    int missing = 0;
    for (int i = 0; i < values.length; i++) {
      RecordForm.Component c = form.components().get(i);
      present[i] = node.has(c.key());
      if (present[i]) {
        values[i] = value(node.get(c.key()), as.of(c.type()), path + "." + c.key());
      } else {
        missing++;
      }
    }
    try {
      if (missing > 0 && form.completes(present)) form.complete(values, present);
      else if (missing > 0) fillEmpty(form, as, values, present, what, path);
      return form.make(values);
    } catch (InvocationTargetException e) {
      throw refused(e, path);
    }
  }

  private static Set<String> names(JsonNode node, List<String> without) {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    without.forEach(names::remove);
    return names;
  }

  /** By a constructor whose parameters the fields name. */
  private Object made(Constructor<?> constructor, JsonNode node, Declared as, String path) {
    Parameter[] parameters = constructor.getParameters();
    Object[] values = new Object[parameters.length];
    for (int i = 0; i < values.length; i++) {
      String key = parameters[i].getName();
      Declared type = as.of(parameters[i].getParameterizedType());
      values[i] = value(node.get(key), type, path + "." + key);
    }
    try {
      return RecordForm.make(constructor, values);
    } catch (InvocationTargetException e) {
      throw refused(e, path);
    }
  }

  private static JsonError refused(InvocationTargetException e, String path) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) throw error;
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new JsonError(path, message, cause);
  }

  private static void fillEmpty(
      RecordForm form, Declared as, Object[] values, boolean[] present, String what, String path) {
    for (int i = 0; i < values.length; i++) {
      if (present[i]) continue;
      RecordForm.Component c = form.components().get(i);
      Class<?> raw = as.of(c.type()).raw();
      if (!isOptional(raw)) throw missing(what, c.key(), path, form.keys());
      values[i] = empty(raw);
    }
  }

  private static JsonError missing(String what, String key, String path, List<String> keys) {
    return new JsonError(
        path, "%s needs \"%s\", which is absent; its components are %s".formatted(what, key, keys));
  }

  private static boolean isOptional(Class<?> raw) {
    return raw == Optional.class
        || raw == OptionalInt.class
        || raw == OptionalLong.class
        || raw == OptionalDouble.class
        || raw == List.class
        || raw == Set.class
        || raw == Map.class;
  }

  private static Object empty(Class<?> raw) {
    if (raw == Optional.class) return Optional.empty();
    if (raw == OptionalInt.class) return OptionalInt.empty();
    if (raw == OptionalLong.class) return OptionalLong.empty();
    if (raw == OptionalDouble.class) return OptionalDouble.empty();
    if (raw == Map.class) return Map.of();
    return raw == Set.class ? Set.of() : List.of();
  }

  private Object sequence(JsonNode node, Declared as, String path) {
    Class<?> raw = as.raw();
    Declared item =
        raw.isArray() && as.args().isEmpty() ? Declared.of(raw.componentType()) : as.arg(0);
    List<Object> items = items(node, path, i -> value(node.get(i), item, path + "[" + i + "]"));
    if (raw.isArray()) {
      Object array = Array.newInstance(raw.componentType(), items.size());
      for (int i = 0; i < items.size(); i++) Array.set(array, i, items.get(i));
      return array;
    }
    if (raw.isAssignableFrom(List.class)) return Collections.unmodifiableList(items);
    if (raw == Set.class) return Collections.unmodifiableSet(new LinkedHashSet<>(items));
    throw new JsonError(path, "declare a List or a Set, not " + TypeText.of(raw));
  }

  private <T> List<T> items(JsonNode node, String path, java.util.function.IntFunction<T> item) {
    list(node, path, "a list");
    List<T> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) items.add(item.apply(i));
    return items;
  }

  private Object map(JsonNode node, Declared as, String path) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String at = path + "." + entry.getKey();
        Object key = Scalars.key(entry.getKey(), as.arg(0).raw(), at);
        map.put(key, value(entry.getValue(), as.arg(1), at));
      }
      return Collections.unmodifiableMap(map);
    }
    list(node, path, "an object or a list of [key, value]");
    for (int i = 0; i < node.size(); i++) {
      String at = path + "[" + i + "]";
      if (node.get(i).size() != 2) throw expected(node.get(i), at, "[key, value]");
      Object key = value(node.get(i).path(0), as.arg(0), at + "[0]");
      map.put(key, value(node.get(i).path(1), as.arg(1), at + "[1]"));
    }
    return Collections.unmodifiableMap(map);
  }

  private static Dim dim(JsonNode node, String path) {
    try {
      if (node.isTextual()) return Dim.parse(node.textValue());
    } catch (IllegalArgumentException e) {
      throw new JsonError(path, e.getMessage(), e);
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) return Dim.of(node.longValue());
    throw expected(node, path, "a size (a whole number, or a text such as \"batch\")");
  }

  /** Demands an object with no other fields than these. */
  void fields(JsonNode node, String path, String what, List<String> known) {
    if (!node.isObject()) throw expected(node, path, "an object, " + what);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new JsonError(
            path + "." + name,
            "%s has no \"%s\"%s; it has %s".formatted(what, name, Near.hint(name, known), known));
      }
    }
  }

  /** Demands a list. */
  JsonNode list(JsonNode node, String path, String what) {
    if (!node.isArray()) throw expected(node, path, what);
    return node;
  }

  /** Demands a field. */
  JsonNode present(JsonNode node, String key, String path) {
    if (!node.isObject()) throw expected(node, path, "an object with \"" + key + "\"");
    JsonNode value = node.get(key);
    if (value == null) throw new JsonError(path, "\"" + key + "\" is absent");
    return value;
  }

  /** Demands a field of a type. */
  Object required(JsonNode node, String key, Class<?> as, String path) {
    JsonNode value = present(node, key, path);
    if (value.isNull()) throw expected(value, path + "." + key, TypeText.of(as));
    return value(value, Declared.of(as), path + "." + key);
  }

  private static JsonError expected(JsonNode node, String path, String what) {
    return new JsonError(path, "expected " + what + ", received " + TypeText.received(node));
  }
}
