package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment whose JVM is killed. */
class KilledExperimentTest {
  @TempDir Path folder;

  private static String[] xor(Path out) {
    return new String[] {"experiment", "xor", "--seeds", "2", "--out", out.toString()};
  }

  private static long results(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("trials"))) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  @Test
  void resumesToTheSameTable() throws Exception {
    Path killed = folder.resolve("killed");
    try (Launched part = Launched.start(folder.resolve("answer"), xor(killed))) {
      part.awaitNote("3/8");
      part.kill();
    }
    assertThat(results(killed)).isBetween(3L, 7L);
    assertThat(killed.resolve("results.json")).doesNotExist();

    JsonNode resumed = Launched.json(folder.resolve("rest"), xor(killed));
    JsonNode whole = Launched.json(folder.resolve("all"), xor(folder.resolve("whole")));

    assertThat(resumed.get("settings")).isEqualTo(whole.get("settings"));
    assertThat(resumed.get("comparisons")).isEqualTo(whole.get("comparisons"));
    assertThat(killed.resolve("results.json"))
        .hasSameTextualContentAs(folder.resolve("whole").resolve("results.json"));
  }
}
