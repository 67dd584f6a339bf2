package org.espalier.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The first program is short and the same in each of its forms; .ci/four-ways runs them. */
class FirstProgramTest {
  private static final Path JAVA = Path.of("src/main/java/org/espalier/samples/First.java");
  private static final Path MAIN = Path.of("scripts/first.main.kts");
  private static final Path OWN = Path.of("scripts/first.espalier.kts");
  private static final Path NOTEBOOK = Path.of("scripts/first.ipynb");
  private static final int HEADER_LINES = 6;

  @Test
  void eachFormHasAtMost25Lines() throws IOException {
    for (Path form : List.of(JAVA, MAIN, OWN)) {
      assertThat(Files.readAllLines(form)).as("%s", form).hasSizeBetween(10, 25);
    }
  }

  @Test
  void theTwoScriptsDifferByTheHeader() throws IOException {
    List<String> main = Files.readAllLines(MAIN);

    assertThat(main.subList(HEADER_LINES, main.size())).isEqualTo(Files.readAllLines(OWN));
    assertThat(main.subList(0, HEADER_LINES))
        .allMatch(line -> line.isEmpty() || line.startsWith("@file") || line.startsWith("import"));
  }

  @Test
  void theReadmeShowsIt() throws IOException {
    String java =
        Files.readString(JAVA)
            .replaceFirst("package .*\\R\\R", "")
            .replaceFirst("/\\*\\*.*\\*/\\R", "");

    assertThat(Files.readString(Path.of("../README.md")))
        .contains("```kotlin\n" + Files.readString(OWN) + "```")
        .contains("```java\n" + java + "```");
  }

  @Test
  void theNotebookIsTheScriptInCellsWithoutOutputs() throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : new JsonMapper().readTree(NOTEBOOK.toFile()).get("cells")) {
      StringBuilder code = new StringBuilder();
      cell.get("source").forEach(line -> code.append(line.asText()));
      cells.add(code.toString());
      assertThat(cell.get("outputs")).isEmpty();
    }
    assertThat(String.join("\n\n", cells).lines())
        .containsExactlyElementsOf(
            Stream.of(Files.readString(MAIN).replace(":espalier:", ":espalier-notebooks:"))
                .flatMap(String::lines)
                .toList());
  }
}
