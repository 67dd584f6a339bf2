package org.espalier.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's first Java block is code that compiles. */
class ReadmeTest {
  @Test
  void theFirstExampleIsTheOneThatIsCompiled() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int from = readme.indexOf("```java\n") + "```java\n".length();
    String block = readme.substring(from, readme.indexOf("```", from));
    String source =
        Files.readString(Path.of("src/main/java/org/espalier/samples/ReadmeExample.java"));
    String[] halves = bare(block).split("\\Q}\\E$");
    assertThat(bare(source)).contains(halves[0]);
  }

  /** Without white space: the README is narrower and folds its lines elsewhere. */
  private static String bare(String text) {
    return text.replaceAll("\\s+", "");
  }
}
