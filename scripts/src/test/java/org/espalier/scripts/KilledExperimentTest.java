package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment whose JVM is killed. */
class KilledExperimentTest {
  @TempDir Path folder;

  private static String[] run(String name, int seeds, Path out) {
    return new String[] {"experiment", name, "--seeds=" + seeds, "--out", out.toString()};
  }

  /** Names of files that end so. */
  private static List<String> files(Path out, String ending) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("trials"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ending))
          .sorted()
          .toList();
    }
  }

  @Test
  void resumesToTheSameTable() throws Exception {
    Path killed = folder.resolve("killed");
    try (Launched part = Launched.start(folder.resolve("answer"), run("xor", 2, killed))) {
      part.awaitNote("3/8");
      part.kill();
    }
    assertThat(files(killed, ".json")).hasSizeBetween(3, 7);
    assertThat(killed.resolve("results.json")).doesNotExist();

    JsonNode resumed = Launched.json(folder.resolve("rest"), run("xor", 2, killed));
    JsonNode whole = Launched.json(folder.resolve("all"), run("xor", 2, folder.resolve("whole")));

    assertThat(resumed.get("settings")).isEqualTo(whole.get("settings"));
    assertThat(resumed.get("comparisons")).isEqualTo(whole.get("comparisons"));
    assertThat(killed.resolve("results.json"))
        .hasSameTextualContentAs(folder.resolve("whole").resolve("results.json"));
  }

  @Test
  void resumesToTheSameNetworks() throws Exception {
    Path killed = folder.resolve("killed");
    try (Launched part =
        Launched.start(folder.resolve("answer"), run("tiny-topology", 4, killed))) {
      part.awaitNote("2/8");
      part.kill();
    }
    List<String> results = files(killed, ".json");
    assertThat(results).hasSizeBetween(2, 7);
    assertThat(files(killed, ".espalier"))
        .as("no result without its network")
        .containsAll(results.stream().map(r -> r.replace(".json", ".espalier")).toList());

    Path whole = folder.resolve("whole");
    Launched.json(folder.resolve("rest"), run("tiny-topology", 4, killed));
    Launched.json(folder.resolve("all"), run("tiny-topology", 4, whole));

    assertThat(killed.resolve("pairs.csv")).hasSameTextualContentAs(whole.resolve("pairs.csv"));
    List<String> networks = files(whole, ".espalier");
    assertThat(networks).hasSize(8);
    assertThat(files(killed, ".espalier")).isEqualTo(networks);
    for (String network : networks) {
      assertThat(Snapshot.load(killed.resolve("trials").resolve(network)).arrays())
          .isEqualTo(Snapshot.load(whole.resolve("trials").resolve(network)).arrays());
    }
  }
}
