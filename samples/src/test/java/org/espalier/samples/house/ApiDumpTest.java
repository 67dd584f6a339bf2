package org.espalier.samples.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jetbrains.kotlin.abi.tools.AbiFilters;
import org.jetbrains.kotlin.abi.tools.AbiTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each published module offers to others, as text in the repository: {@code
 * MODULE/api/ARTIFACT.api}. A change of the API is seen, and meant.
 */
class ApiDumpTest {
  private static final String WRITE = "espalier.api.write";
  private static final String REFRESH =
      "./mvnw -q test -pl samples -am -Dtest=ApiDumpTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";
  private static final AbiTools TOOLS =
      AbiTools.Companion.getInstance(ApiDumpTest.class.getClassLoader());
  private static final AbiFilters ALL = new AbiFilters(Set.of(), Set.of(), Set.of(), Set.of());

  static List<Room> rooms() {
    return Room.published();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void theApiIsTheOneInTheRepository(Room room) throws IOException {
    Path dump = room.at("api/" + room.artifact() + ".api");
    String now = dump(room);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(dump.getParent());
      Files.writeString(dump, now);
    }
    Path fresh = Files.createDirectories(Path.of("target/api")).resolve(dump.getFileName());
    Files.writeString(fresh, now);
    if (!Files.exists(dump)) fail("no " + dump.normalize() + "; write it by\n  " + REFRESH);
    String difference = TOOLS.filesDiff(dump.toFile(), fresh.toFile());
    if (difference != null) {
      fail(
          "the API of %s has changed:\n%s\nIf that is meant, commit what this writes:\n  %s"
              .formatted(room, difference, REFRESH));
    }
  }

  /** A dump of nothing would agree with an empty file. */
  @Test
  void theDumpSeesWhatIsPublic() throws IOException {
    Room dsl = new Room("dsl");

    assertThat(rooms()).contains(dsl, new Room("tfbridge"), new Room("runtime"));
    assertThat(dump(dsl))
        .contains("public final class org/espalier/dsl/layer/Dense ")
        .contains("public static final fun matmul ")
        .doesNotContain("org/espalier/dsl/layer/Suggest");
  }

  private static String dump(Room room) throws IOException {
    StringBuilder text = new StringBuilder();
    List<File> classes = Room.files(room.classes(), ".class").stream().map(Path::toFile).toList();
    TOOLS.printJvmDump(text, classes, ALL);
    return text.toString().replace("\r\n", "\n");
  }
}
