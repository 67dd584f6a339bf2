package org.espalier.dsl.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.util.Locale;

/** What was expected and what was received, for people. */
final class TypeText {
  private static final int MOST = 60;

  private TypeText() {}

  /** {@code an Activation}, {@code a Dense}. */
  static String of(Type type) {
    String name = type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    boolean vowel = "aeiou".indexOf(name.toLowerCase(Locale.ROOT).charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + name;
  }

  /** {@code the text "many"}, {@code the number 3.5}, {@code a list [1,2]}. */
  static String received(JsonNode node) {
    String kind =
        switch (node.getNodeType()) {
          case STRING -> "the text ";
          case NUMBER -> "the number ";
          case ARRAY -> "the list ";
          case OBJECT -> "the object ";
          default -> "";
        };
    String text = node.toString();
    return kind + (text.length() <= MOST ? text : text.substring(0, MOST) + "…");
  }
}
