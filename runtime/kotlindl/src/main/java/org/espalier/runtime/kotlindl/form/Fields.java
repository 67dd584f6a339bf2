package org.espalier.runtime.kotlindl.form;

import com.fasterxml.jackson.databind.JsonNode;

/** Typed access to a JSON document; what is not as expected throws with the place in it. */
public final class Fields {
  private Fields() {}

  /** A member that must be there. */
  public static JsonNode require(JsonNode object, String key, String path) {
    JsonNode value = object.get(key);
    if (value == null || value.isNull()) {
      throw new KerasException(path + " has no \"" + key + "\"");
    }
    return value;
  }

  /** A JSON object. */
  public static JsonNode object(JsonNode value, String path) {
    if (!value.isObject()) throw wrong(value, path, "an object {…}");
    return value;
  }

  /** A JSON list. */
  public static JsonNode list(JsonNode value, String path) {
    if (!value.isArray()) throw wrong(value, path, "a list […]");
    return value;
  }

  /** A text. */
  public static String text(JsonNode value, String path) {
    if (!value.isTextual()) throw wrong(value, path, "a text");
    return value.textValue();
  }

  /** A whole number that an int holds. */
  public static int integer(JsonNode value, String path) {
    boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    if (!whole || !value.canConvertToInt()) throw wrong(value, path, "a whole number");
    return value.intValue();
  }

  /** A number. */
  public static double number(JsonNode value, String path) {
    if (!value.isNumber()) throw wrong(value, path, "a number");
    return value.doubleValue();
  }

  /** True or false. */
  public static boolean flag(JsonNode value, String path) {
    if (!value.isBoolean()) throw wrong(value, path, "true or false");
    return value.booleanValue();
  }

  /** The error for a value of the wrong kind. */
  public static KerasException wrong(JsonNode value, String path, String expected) {
    return new KerasException(path + " should be " + expected + ", got " + brief(value));
  }

  /** A value for a message, cut where it is long. */
  public static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
