package org.espalier.dsl.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/** Turns a value into its JSON form. */
final class JsonWriter {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  static final String GRAPH = "$graph";
  static final String VALUE = "$value";

  private final TypeNames types;
  private final Map<String, Class<?>> used;
  private final GraphWriter graph;

  private JsonWriter(TypeNames types, Map<String, Class<?>> used, GraphWriter outer) {
    this.types = types;
    this.used = used;
    this.graph = new GraphWriter(this, outer);
  }

  static JsonNode document(Object value, TypeNames types) {
    JsonWriter writer = new JsonWriter(types, new HashMap<>(), null);
    JsonNode node = writer.value(value, "$");
    ArrayNode nodes = writer.graph.nodes();
    if (nodes.isEmpty()) return node;
    ObjectNode whole =
        node instanceof ObjectNode object ? object : JSON.objectNode().set(VALUE, node);
    return whole.set(GRAPH, nodes);
  }

  /** A writer for what lies in a function: its own nodes, captures from here. */
  private JsonWriter inner() {
    return new JsonWriter(types, used, graph);
  }

  JsonNode value(Object v, String path) {
    if (v == null) return JSON.nullNode();
    if (v instanceof Boolean b) return JSON.booleanNode(b);
    if (v instanceof Double d) {
      return Double.isFinite(d) ? JSON.numberNode(d) : JSON.textNode(d.toString());
    }
    if (v instanceof Float f) {
      return Float.isFinite(f) ? JSON.numberNode(f) : JSON.textNode(f.toString());
    }
    if (v instanceof Long n) return JSON.numberNode(n.longValue());
    if (v instanceof Integer || v instanceof Short || v instanceof Byte) {
      return JSON.numberNode(((Number) v).intValue());
    }
    if (v instanceof String || v instanceof Character) return JSON.textNode(v.toString());
    if (v instanceof Dim dim) return dim(dim, path);
    if (v instanceof Shape shape) return list(shape.dims(), path);
    if (v instanceof Tensor tensor) return TensorForm.write(tensor);
    if (v instanceof Expr e) return graph.ref(e, path);
    if (v instanceof Fn fn) return inner().graph.function(fn, path);
    if (v instanceof Enum<?> e) return constant(e, path);
    if (v instanceof Record r) return record(r, path);
    return container(v, path);
  }

  private JsonNode container(Object v, String path) {
    if (v instanceof Optional<?> o) return value(o.orElse(null), path);
    if (v instanceof OptionalInt o) return value(o.isPresent() ? o.getAsInt() : null, path);
    if (v instanceof OptionalLong o) return value(o.isPresent() ? o.getAsLong() : null, path);
    if (v instanceof OptionalDouble o) return value(o.isPresent() ? o.getAsDouble() : null, path);
    if (v instanceof Map<?, ?> map) return map(map, path);
    if (v instanceof Collection<?> c) return unordered(c) ? sorted(c, path) : list(c, path);
    if (v.getClass().isArray()) {
      ArrayNode array = JSON.arrayNode();
      for (int i = 0; i < Array.getLength(v); i++) {
        array.add(value(Array.get(v, i), path + "[" + i + "]"));
      }
      return array;
    }
    throw new JsonError(
        path,
        "%s has no JSON form: it is neither a record, an enum, a number, a text, a list nor a map%s"
            .formatted(
                v.getClass().getName(),
                v instanceof Described
                    ? "; make it a record, or trace a lambda into an Fn (Fn.trace)"
                    : ""));
  }

  private static JsonNode dim(Dim dim, String path) {
    if (dim.known()) return JSON.numberNode(dim.size());
    boolean readable;
    try {
      readable = Dim.parse(dim.toString()).equals(dim);
    } catch (IllegalArgumentException e) {
      readable = false;
    }
    if (!readable) {
      throw new JsonError(
          path,
          "the size '%s' cannot be read back: an axis name starts with a letter and has no space,"
                  .formatted(dim)
              + " plus, product sign or parenthesis");
    }
    return JSON.textNode(dim.toString());
  }

  private JsonNode constant(Enum<?> e, String path) {
    if (!(e instanceof Described)) return JSON.textNode(e.name());
    return typed(e.getDeclaringClass(), path).put("value", e.name());
  }

  private JsonNode record(Record r, String path) {
    ObjectNode node = r instanceof Described ? typed(r.getClass(), path) : JSON.objectNode();
    RecordForm form = RecordForm.of(r.getClass());
    for (RecordForm.Component c : form.components()) {
      node.set(c.key(), value(form.get(r, c), path + "." + c.key()));
    }
    return node;
  }

  private ObjectNode typed(Class<?> type, String path) {
    String name = types.nameOf(type, path);
    Class<?> before = used.putIfAbsent(name, type);
    if (before != null && before != type) {
      throw new JsonError(
          path,
          "both %s and %s would be named '%s'".formatted(before.getName(), type.getName(), name));
    }
    return JSON.objectNode().put("type", name);
  }

  private ArrayNode list(Collection<?> items, String path) {
    ArrayNode array = JSON.arrayNode();
    for (Object item : items) array.add(value(item, path + "[" + array.size() + "]"));
    return array;
  }

  private ArrayNode sorted(Collection<?> items, String path) {
    TreeMap<String, JsonNode> byText = new TreeMap<>();
    for (Object item : items) {
      JsonNode node = value(item, path + "[]");
      byText.put(node.toString(), node);
    }
    return JSON.arrayNode().addAll(byText.values());
  }

  private JsonNode map(Map<?, ?> map, String path) {
    boolean keyed = map.keySet().stream().allMatch(JsonWriter::isKey);
    if (keyed) {
      ObjectNode object = JSON.objectNode();
      Map<String, Object> texts =
          unordered(map) ? new TreeMap<>() : new java.util.LinkedHashMap<>();
      map.forEach((k, v) -> texts.put(k instanceof Enum<?> e ? e.name() : k.toString(), v));
      texts.forEach((k, v) -> object.set(k, value(v, path + "." + k)));
      return object;
    }
    Map<String, ArrayNode> pairs = new java.util.LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String at = path + "[" + i++ + "]";
      ArrayNode pair = JSON.arrayNode().add(value(entry.getKey(), at + "[0]"));
      pairs.put(pair.toString(), pair.add(value(entry.getValue(), at + "[1]")));
    }
    Map<String, ArrayNode> ordered = unordered(map) ? new TreeMap<>(pairs) : pairs;
    return JSON.arrayNode().addAll(ordered.values());
  }

  /** True for keys that are names: texts, plain enums and whole numbers. */
  private static boolean isKey(Object key) {
    return key instanceof String
        || key instanceof Integer
        || key instanceof Long
        || (key instanceof Enum && !(key instanceof Described));
  }

  /** True when the order of iteration means nothing and may differ between JVMs. */
  private static boolean unordered(Object collection) {
    Class<?> c = collection.getClass();
    boolean immutable = c.getName().startsWith("java.util.ImmutableCollections");
    return c == HashMap.class
        || c == HashSet.class
        || (immutable && !(collection instanceof java.util.List));
  }
}
