package org.espalier.dsl.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Op;

/**
 * Build step that lists the {@link Described} records and enums of one module.
 *
 * <p>It runs after compilation over the module's classes directory and writes {@value #INDEX} into
 * it, one line {@code name=fully.qualified.Class} per type, sorted by name. The name is the simple
 * class name with its first letter in lower case: {@code Dense} is {@code dense}. Classes are
 * loaded but not initialised.
 */
public final class TypeIndexWriter {
  /** Where the index lies inside a classes directory or a jar. */
  public static final String INDEX = "META-INF/espalier/types.index";

  private static final String CLASS = ".class";

  private TypeIndexWriter() {}

  /**
   * Writes the index of one classes directory.
   *
   * @param args one element: the directory that the compiler wrote to
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if there is not exactly one argument
   * @throws IllegalStateException if two types share a name, or a class cannot be loaded
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException(
          "type index: expected one argument, the classes directory; received " + args.length);
    }
    write(Path.of(args[0]), TypeIndexWriter.class.getClassLoader());
  }

  /**
   * Writes the index of {@code classes}, or removes an old one if there is nothing to list. A
   * module without a classes directory has no types and gets no index.
   *
   * @param classes the root directory of compiled classes
   * @param loader finds those classes and everything they extend
   * @return the index written: class name by JSON name
   * @throws IOException if a file cannot be read or written
   * @throws IllegalStateException if two types share a name, or a class cannot be loaded
   */
  public static SortedMap<String, String> write(Path classes, ClassLoader loader)
      throws IOException {
    SortedMap<String, String> index = new TreeMap<>();
    for (String className : classNames(classes)) {
      Class<?> type = load(className, loader);
      if (isListed(type)) {
        String name = nameOf(type);
        String other = index.put(name, className);
        if (other != null) {
          throw new IllegalStateException(
              "type index: both %s and %s would be named '%s' in JSON; rename one of them"
                  .formatted(other, className, name));
        }
      }
    }
    Path file = classes.resolve(INDEX);
    if (index.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      replace(file, text(index));
    }
    return index;
  }

  /**
   * The JSON name of a type: its simple name, first letter in lower case; ops, which layers are
   * often named like, carry {@code op.} in front.
   *
   * @param type a named class
   * @return the name under which the index lists it
   */
  public static String nameOf(Class<?> type) {
    String simple = type.getSimpleName();
    String name = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    return Op.class.isAssignableFrom(type) ? "op." + name : name;
  }

  private static boolean isListed(Class<?> type) {
    return Described.class.isAssignableFrom(type) && (type.isRecord() || type.isEnum());
  }

  private static List<String> classNames(Path classes) throws IOException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(CLASS) && !file.startsWith("META-INF/"))
          .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
          .filter(name -> !name.endsWith("package-info") && !name.equals("module-info"))
          .sorted()
          .toList();
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalStateException("type index: cannot load " + name + ": " + e, e);
    }
  }

  private static String text(SortedMap<String, String> index) {
    return index.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static void replace(Path file, String text) throws IOException {
    if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".espalier.tmp");
    Files.writeString(beside, text, StandardCharsets.UTF_8);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
