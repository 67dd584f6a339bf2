package org.espalier.samples.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Settings of a benchmark, {@code --name=value} each, over its defaults. */
final class Arguments {
  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException at what is no setting, listing those there are
   */
  static Arguments of(String[] given, Map<String, String> defaults) {
    Map<String, String> values = new TreeMap<>(defaults);
    for (String argument : given) {
      int equals = argument.indexOf('=');
      String name =
          equals > 2 && argument.startsWith("--") ? argument.substring(2, equals) : argument;
      if (!defaults.containsKey(name)) {
        throw new IllegalArgumentException(
            "'" + argument + "' is no setting; there are --NAME=VALUE of " + values);
      }
      values.put(name, argument.substring(equals + 1));
    }
    return new Arguments(values);
  }

  /** A setting as text. */
  String text(String name) {
    return values.get(name);
  }

  /** A setting as a whole number, at least 0. */
  int number(String name) {
    int value = Integer.parseInt(values.get(name));
    if (value < 0) throw new IllegalArgumentException("--" + name + " must be >= 0, got " + value);
    return value;
  }

  /** Whether a setting is {@code true}. */
  boolean flag(String name) {
    return Boolean.parseBoolean(values.get(name));
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
