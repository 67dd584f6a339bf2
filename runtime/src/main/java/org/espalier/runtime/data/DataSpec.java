package org.espalier.runtime.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Data named in one word, as on a command line: {@code mnist:DIR}, {@code digits}, {@code
 * digits:train=6000,test=1000,seed=3}.
 *
 * @param scheme what stands before the first colon; it chooses the {@link DataSource}
 * @param argument what stands after it, perhaps empty; its meaning is the source's
 */
public record DataSpec(String scheme, String argument) {

  /**
   * Takes a specification apart.
   *
   * @throws DataException if nothing stands before the colon
   */
  public static DataSpec parse(String text) {
    int colon = text.indexOf(':');
    String scheme = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (scheme.isEmpty()) {
      throw new DataException(
          "data '" + text + "'",
          "no data named",
          "SCHEME or SCHEME:ARGUMENT",
          text.isEmpty() ? "nothing" : text,
          "one of: " + String.join(", ", usages()));
    }
    return new DataSpec(scheme, colon < 0 ? "" : text.substring(colon + 1).strip());
  }

  /**
   * Reads or makes the data.
   *
   * @throws DataException if no source has this scheme, or if the source finds a fault
   */
  public TrainTest load() {
    DataSource source = sources().get(scheme);
    if (source == null) {
      throw new DataException(
          "data '" + this + "'",
          "an unknown kind of data",
          "one of " + sources().keySet(),
          scheme,
          "one of: " + String.join(", ", usages()));
    }
    return source.load(this);
  }

  /**
   * The argument as {@code name=value,name=value}.
   *
   * @param known the names that may occur
   * @throws DataException if a part has another name, no value, or a name given before
   */
  public Map<String, String> options(List<String> known) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String part : argument.isEmpty() ? new String[0] : argument.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = (equals < 0 ? part : part.substring(0, equals)).strip();
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (!known.contains(name) || value.isEmpty() || options.put(name, value) != null) {
        throw new DataException(
            "data '" + this + "'",
            options.containsKey(name) ? "an option given twice" : "an option not understood",
            "NAME=VALUE once each, names among " + known,
            "'" + part.strip() + "'",
            "for example " + scheme + ":" + known.get(0) + "=…");
      }
    }
    return options;
  }

  /**
   * One option as a whole number.
   *
   * @param options what {@link #options} gave
   * @param name the option
   * @param otherwise what is taken where it is missing
   * @param least the smallest number allowed
   * @param most the largest number allowed
   * @throws DataException if the value is no such number
   */
  public long number(
      Map<String, String> options, String name, long otherwise, long least, long most) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw new DataException(
        "data '" + this + "', option '" + name + "'",
        "a value that cannot be used",
        "a whole number in " + least + " … " + most,
        text,
        "for example " + scheme + ":" + name + "=" + otherwise);
  }

  /** One line on every source there is, in order of scheme. */
  public static List<String> usages() {
    return sources().values().stream().map(DataSource::usage).toList();
  }

  @Override
  public String toString() {
    return argument.isEmpty() ? scheme : scheme + ":" + argument;
  }

  /** Sources seen from the current thread's class loader and from ours, by scheme. */
  private static Map<String, DataSource> sources() {
    Map<String, DataSource> sources = new TreeMap<>();
    try {
      ServiceLoader.load(DataSource.class).forEach(source -> add(sources, source));
      ServiceLoader.load(DataSource.class, DataSource.class.getClassLoader())
          .forEach(source -> add(sources, source));
    } catch (ServiceConfigurationError e) {
      throw new DataException(
          "META-INF/services/" + DataSource.class.getName(),
          "a data source that cannot be made",
          "public classes that implement DataSource, with a public constructor",
          String.valueOf(e.getMessage()),
          "correct that file in the jar which has it",
          e);
    }
    return sources;
  }

  private static void add(Map<String, DataSource> sources, DataSource source) {
    DataSource other = sources.put(source.scheme(), source);
    if (other != null && other.getClass() != source.getClass()) {
      throw new DataException(
          "data '" + source.scheme() + ":'",
          "two sources with one scheme",
          "one",
          other.getClass().getName() + " and " + source.getClass().getName(),
          "take one of the two from the class path");
    }
  }
}
