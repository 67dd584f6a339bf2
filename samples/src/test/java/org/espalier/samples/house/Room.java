package org.espalier.samples.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A published module that others compile against, found by the poms: every module with sources but
 * the command line and the samples.
 *
 * @param name its path from the root: {@code dsl}, {@code runtime/kotlindl}
 */
record Room(String name) {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> WITHOUT_API = Set.of("scripts", "samples");

  static List<Room> published() {
    return below("").filter(room -> room.hasJava() || room.hasKotlin()).toList();
  }

  private static Stream<Room> below(String folder) {
    return texts(pom(folder), "modules", "module").stream()
        .map(module -> folder + module)
        .filter(name -> !WITHOUT_API.contains(name.split("/")[0]))
        .flatMap(name -> Stream.concat(Stream.of(new Room(name)), below(name + "/")));
  }

  static Element rootPom() {
    return pom("");
  }

  Element pom() {
    return pom(name + "/");
  }

  String artifact() {
    return texts(pom(), "artifactId").get(0);
  }

  Path at(String path) {
    return ROOT.resolve(name).resolve(path);
  }

  private boolean hasJava() {
    return Files.isDirectory(at("src/main/java"));
  }

  boolean hasKotlin() {
    return Files.isDirectory(at("src/main/kotlin"));
  }

  /** Its compiled classes; samples must depend on it so that they are there and fresh. */
  Path classes() {
    Path classes = at("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new AssertionError(
          name + " is not compiled; name " + artifact() + " in samples/pom.xml, scope test");
    }
    return classes;
  }

  /** Main source files of an ending, sorted. */
  List<Path> sources(String ending) {
    return files(at("src/main"), ending);
  }

  static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of the elements at a path below another. */
  static List<String> texts(Element from, String... path) {
    return elements(from, path).stream().map(e -> e.getTextContent().strip()).toList();
  }

  static List<Element> elements(Element from, String... path) {
    Stream<Element> found = Stream.of(from);
    for (String tag : path) found = found.flatMap(parent -> children(parent, tag));
    return found.toList();
  }

  private static Stream<Element> children(Element parent, String tag) {
    NodeList all = parent.getChildNodes();
    return IntStream.range(0, all.getLength())
        .mapToObj(all::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && node.getNodeName().equals(tag))
        .map(Element.class::cast);
  }

  private static Element pom(String folder) {
    Path file = ROOT.resolve(folder).resolve("pom.xml");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("reading " + file, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
