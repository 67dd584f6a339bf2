package org.espalier.samples.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * What we ship loads where it is wanted: on Java 17, and in a notebook kernel of Kotlin 1.8, which
 * reads metadata up to 1.9. Of newer metadata it says nothing and finds no function in it.
 */
class ShippedClassesTest {
  private static final int JAVA_17 = 61;
  private static final int[] NEWEST = {1, 9, Integer.MAX_VALUE};
  private static final Map<Room, JavaClasses> IMPORTED = new HashMap<>();

  static List<Room> rooms() {
    return Room.published();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void noClassNeedsMoreThanJava17(Room room) throws IOException {
    List<Path> classes = Room.files(room.classes(), ".class");
    for (Path file : classes) {
      assertThat(major(file)).as("class file version of %s", file).isLessThanOrEqualTo(JAVA_17);
    }
    assertThat(classes)
        .as("classes seen of %s", room)
        .hasSizeGreaterThanOrEqualTo(room.sources(".java").size() + room.sources(".kt").size());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void kotlinMetadataIsOldEnoughForTheKernel(Room room) throws IOException {
    int seen = 0;
    for (JavaClass type : imported(room)) {
      if (!type.isAnnotatedWith("kotlin.Metadata")) continue;
      assertOld(type.getName(), metadataVersion(type));
      seen++;
    }
    List<Path> modules = Room.files(room.classes(), ".kotlin_module");
    for (Path file : modules) assertOld(file.toString(), moduleVersion(file));

    int sources = room.sources(".kt").size();
    assertThat(seen).as("Kotlin classes seen of %s", room).isGreaterThanOrEqualTo(sources);
    assertThat(modules.isEmpty()).as("no .kotlin_module in %s", room).isEqualTo(sources == 0);
  }

  /** A class left over from a file that was moved would be shipped, and dumped as API. */
  @ParameterizedTest
  @MethodSource("rooms")
  void everyClassHasASource(Room room) {
    Set<Path> sources =
        Stream.of(".java", ".kt")
            .flatMap(ending -> room.sources(ending).stream())
            .map(file -> room.at("src/main").relativize(file))
            .map(file -> file.subpath(1, file.getNameCount()))
            .collect(Collectors.toSet());
    assertThat(imported(room).stream().filter(JavaClass::isTopLevelClass))
        .filteredOn(type -> !type.getName().contains("$") && !sources.contains(source(type)))
        .as("classes of %s without a source; ./mvnw clean -pl %s", room, room)
        .isEmpty();
  }

  private static Path source(JavaClass type) {
    String file = type.getSource().flatMap(Source::getFileName).orElse("?");
    return Path.of(type.getPackageName().replace('.', '/'), file);
  }

  /** Nearest wins where a pom is resolved, so a module with Kotlin names the library itself. */
  @ParameterizedTest
  @MethodSource("rooms")
  void thePomAsksForAStandardLibraryTheKernelCanLiveWith(Room room) {
    Element pom = room.pom();
    assertThat(Room.texts(pom, "properties", "kotlin-stdlib.version"))
        .as("another kotlin-stdlib.version in the pom of %s", room)
        .isEmpty();
    List<Element> named =
        Room.elements(pom, "dependencies", "dependency").stream()
            .filter(each -> Room.texts(each, "artifactId").get(0).startsWith("kotlin-stdlib"))
            .toList();
    assertThat(named)
        .as("versions of kotlin-stdlib in the pom of %s, where the root's should be taken", room)
        .allMatch(each -> Room.texts(each, "version").isEmpty());
    if (room.hasKotlin()) {
      assertThat(named).as("kotlin-stdlib among the dependencies of %s", room).isNotEmpty();
    }
  }

  @Test
  void theRootAsksForAStandardLibraryTheKernelCanLiveWith() {
    String version = Room.texts(Room.rootPom(), "properties", "kotlin-stdlib.version").get(0);

    assertOld(
        "kotlin-stdlib", Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray());
  }

  /** These tests run beside classes of today's Kotlin, so the rule can be seen to bite. */
  @Test
  void theRuleSeesNewerMetadata() {
    JavaClasses newer = new ClassFileImporter().importClasses(kotlin.Pair.class);

    assertThat(Arrays.compare(metadataVersion(newer.get(kotlin.Pair.class)), NEWEST)).isPositive();
  }

  /** Read once, without the libraries it refers to: only what the class files say is asked for. */
  private static JavaClasses imported(Room room) {
    return IMPORTED.computeIfAbsent(room, ShippedClassesTest::read);
  }

  private static JavaClasses read(Room room) {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPath(room.classes());
        });
  }

  private static void assertOld(String what, int[] version) {
    assertThat(Arrays.compare(version, NEWEST))
        .as("%s is of Kotlin %s; at most 1.9 loads in the kernel", what, Arrays.toString(version))
        .isNotPositive();
  }

  private static int[] metadataVersion(JavaClass type) {
    Object version =
        type.getAnnotationOfType("kotlin.Metadata").get("mv").orElseThrow(AssertionError::new);
    return IntStream.range(0, java.lang.reflect.Array.getLength(version))
        .map(i -> ((Number) java.lang.reflect.Array.get(version, i)).intValue())
        .toArray();
  }

  private static int major(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  /** The file begins with the length of its version and the version's numbers. */
  private static int[] moduleVersion(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      int[] version = new int[in.readInt()];
      for (int i = 0; i < version.length; i++) version[i] = in.readInt();
      return version;
    }
  }
}
