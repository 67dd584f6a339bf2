package org.espalier.dsl.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.espalier.dsl.error.Near;

/** Which class a type's JSON name stands for: indexes on the class path, then a user's own. */
final class TypeNames {
  private final Map<String, Set<String>> indexed;
  private final ClassLoader loader;
  private final Map<String, Class<?>> own;

  private TypeNames(
      Map<String, Set<String>> indexed, ClassLoader loader, Map<String, Class<?>> own) {
    this.indexed = indexed;
    this.loader = loader;
    this.own = own;
  }

  static TypeNames onClassPath() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader home = TypeNames.class.getClassLoader();
    ClassLoader loader = sees(context) ? context : home;
    Map<String, Set<String>> indexed = new TreeMap<>();
    try {
      for (URL url : new LinkedHashSet<>(java.util.Collections.list(resources(loader)))) {
        read(url, indexed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the type index", e);
    }
    return new TypeNames(indexed, loader, Map.of());
  }

  /** True when a loader reaches this very library: then it may know more than our own. */
  private static boolean sees(ClassLoader loader) {
    try {
      return loader != null && loader.loadClass(TypeNames.class.getName()) == TypeNames.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static java.util.Enumeration<URL> resources(ClassLoader loader) throws IOException {
    return loader.getResources(TypeIndexWriter.INDEX);
  }

  private static void read(URL url, Map<String, Set<String>> into) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int split = line.indexOf('=');
        if (split <= 0) continue;
        into.computeIfAbsent(line.substring(0, split), name -> new LinkedHashSet<>())
            .add(line.substring(split + 1));
      }
    }
  }

  TypeNames with(List<Class<?>> more) {
    Map<String, Class<?>> all = new TreeMap<>(own);
    for (Class<?> type : more) {
      if (!type.isRecord() && !type.isEnum()) {
        throw new JsonError("Json.with", type.getName() + " is neither a record nor an enum");
      }
      String name = TypeIndexWriter.nameOf(type);
      Set<String> listed = indexed.getOrDefault(name, Set.of());
      Class<?> before = all.put(name, type);
      boolean taken = listed.size() == 1 && !listed.contains(type.getName());
      if (taken || (before != null && before != type)) {
        String other = taken ? listed.iterator().next() : before.getName();
        throw new JsonError(
            "Json.with",
            "both %s and %s are named '%s' in JSON; rename yours"
                .formatted(other, type.getName(), name));
      }
    }
    return new TypeNames(indexed, loader, all);
  }

  /** The class of a name. */
  Class<?> named(String name, Class<?> wanted, String path) {
    if (own.containsKey(name)) return own.get(name);
    Set<String> listed = indexed.getOrDefault(name, Set.of());
    if (listed.isEmpty()) {
      throw new JsonError(
          path,
          "unknown type '%s'%s. Expected %s: one of %s. A type of your own is passed to the reader: Json.standard().with(%s.class)"
              .formatted(
                  name,
                  Near.hint(name, names(wanted)),
                  TypeText.of(wanted),
                  names(wanted),
                  className(name)));
    }
    if (listed.size() > 1) {
      throw new JsonError(
          path,
          "type '%s' is ambiguous: %s; pass the one meant to with(…)".formatted(name, listed));
    }
    return load(listed.iterator().next());
  }

  private static String className(String name) {
    boolean identifier = !name.isEmpty() && name.chars().allMatch(Character::isJavaIdentifierPart);
    return identifier ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : "YourType";
  }

  /** The names of all types that may stand where {@code wanted} is expected. */
  Set<String> names(Class<?> wanted) {
    Set<String> names = new TreeSet<>();
    indexed.forEach(
        (name, classes) -> {
          if (classes.stream().anyMatch(c -> wanted.isAssignableFrom(load(c)))) names.add(name);
        });
    own.forEach(
        (name, type) -> {
          if (wanted.isAssignableFrom(type)) names.add(name);
        });
    return names;
  }

  /** The name of a class, refused where a reader would take it for another. */
  String nameOf(Class<?> type, String path) {
    String name = TypeIndexWriter.nameOf(type);
    Class<?> mine = own.get(name);
    Set<String> listed = indexed.getOrDefault(name, Set.of());
    boolean ours = mine == type || (mine == null && listed.contains(type.getName()));
    if (!ours && (mine != null || !listed.isEmpty())) {
      throw new JsonError(
          path,
          "%s would be named '%s' in JSON, which is %s; rename it"
              .formatted(type.getName(), name, mine != null ? mine.getName() : listed));
    }
    return name;
  }

  private Class<?> load(String className) {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new JsonError(
          TypeIndexWriter.INDEX, "lists " + className + ", which cannot be loaded: " + e, e);
    }
  }
}
