package org.espalier.dsl.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.Near;

/** Numbers, truth values, texts and constants of enums. */
final class Scalars {
  private static final Map<Class<?>, Class<?>> PRIMITIVES =
      Map.of(
          Boolean.class, boolean.class,
          Byte.class, byte.class,
          Short.class, short.class,
          Integer.class, int.class,
          Long.class, long.class,
          Float.class, float.class,
          Double.class, double.class,
          Character.class, char.class);

  private Scalars() {}

  /** True for types read here; described enums carry their type and are read elsewhere. */
  static boolean reads(Class<?> type) {
    return type.isPrimitive()
        || type == String.class
        || PRIMITIVES.containsKey(type)
        || (type.isEnum() && !Described.class.isAssignableFrom(type));
  }

  static Object read(JsonNode node, Class<?> type, String path) {
    if (node.isNull() && !type.isPrimitive()) return null;
    if (type.isEnum()) return constant(text(node, path, "a constant's name"), type, path);
    if (type == String.class) return text(node, path, "a text");
    Class<?> p = PRIMITIVES.getOrDefault(type, type);
    if (p == boolean.class) {
      if (!node.isBoolean()) throw expected(node, path, "true or false");
      return node.booleanValue();
    }
    if (p == char.class) {
      String text = text(node, path, "one character");
      if (text.length() != 1) throw expected(node, path, "one character");
      return text.charAt(0);
    }
    if (p == double.class || p == float.class) return real(node, p, path);
    return whole(node, p, path);
  }

  private static Object real(JsonNode node, Class<?> p, String path) {
    double value;
    if (node.isNumber()) {
      value = node.doubleValue();
    } else {
      value =
          switch (node.isTextual() ? node.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default ->
                throw expected(node, path, "a number (or \"NaN\", \"Infinity\", \"-Infinity\")");
          };
    }
    boolean finite = p == double.class ? Double.isFinite(value) : Float.isFinite((float) value);
    if (node.isNumber() && !finite) throw expected(node, path, "a number in the range of " + p);
    if (p == double.class) return value;
    return (float) value;
  }

  private static Object whole(JsonNode node, Class<?> p, String path) {
    if (!node.isIntegralNumber()) throw expected(node, path, "a whole number (" + p + ")");
    boolean fits = node.canConvertToLong();
    long value = node.longValue();
    if (p == long.class && fits) return value;
    if (p == int.class && fits && value == (int) value) return (int) value;
    if (p == short.class && fits && value == (short) value) return (short) value;
    if (p == byte.class && fits && value == (byte) value) return (byte) value;
    throw expected(node, path, "a whole number in the range of " + p);
  }

  private static String text(JsonNode node, String path, String what) {
    if (!node.isTextual()) throw expected(node, path, what);
    return node.textValue();
  }

  private static Object constant(String name, Class<?> type, String path) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) return constant;
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
    throw new JsonError(
        path,
        "no %s '%s'%s; there are %s"
            .formatted(type.getSimpleName(), name, Near.hint(name, names), names));
  }

  /** A map's key from the text it is written as. */
  static Object key(String text, Class<?> type, String path) {
    if (type == String.class || type == Object.class) return text;
    if (type.isEnum() && reads(type)) return constant(text, type, path);
    try {
      if (type == Integer.class) return Integer.valueOf(text);
      if (type == Long.class) return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new JsonError(path, "expected a whole number as key, received \"" + text + "\"", e);
    }
    throw new JsonError(path, "keys are " + type.getSimpleName() + ": expected [[key, value], …]");
  }

  private static JsonError expected(JsonNode node, String path, String what) {
    return new JsonError(path, "expected " + what + ", received " + TypeText.received(node));
  }
}
