package org.espalier.dsl.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of this module that the index lists has a JSON form that comes back. */
class IndexedTypesTest {
  static Stream<Class<?>> types() throws IOException, ClassNotFoundException {
    return indexed().stream();
  }

  static List<Class<?>> indexed() throws IOException, ClassNotFoundException {
    List<Class<?>> types = new java.util.ArrayList<>();
    ClassLoader loader = IndexedTypesTest.class.getClassLoader();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                loader.getResourceAsStream(TypeIndexWriter.INDEX), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        types.add(Class.forName(line.substring(line.indexOf('=') + 1), true, loader));
      }
    }
    return types;
  }

  @ParameterizedTest
  @MethodSource("types")
  void comesBackFromItsJson(Class<?> type) throws IOException, ClassNotFoundException {
    Json json = Json.standard();
    List<Object> values = new Instances(indexed()).of(type);

    assertThat(values).as("instances of %s", type).isNotEmpty();
    for (Object value : values) {
      String text = json.text(value);
      Object back = json.read(text, Described.class);
      assertThat(back).hasSameClassAs(value);
      assertThat(json.text(back)).isEqualTo(text);
    }
  }
}
