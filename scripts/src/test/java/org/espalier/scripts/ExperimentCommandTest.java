package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {
  @TempDir Path folder;

  @Test
  void listsWhatThereIs() {
    assertThat(Typed.json("experiment").get("depth").asText()).contains("AutoInit");
  }

  @Test
  void aRunIsKeptAndReadAgainByAnotherMetric() throws Exception {
    String out = folder.resolve("xor").toString();
    JsonNode first =
        Launched.json(folder.resolve("answer"), "experiment", "xor", "--seeds", "2", "--out", out);
    assertThat(first.get("metric").asText()).isEqualTo("accuracy");
    assertThat(first.get("settings")).hasSize(4);

    Typed again =
        Typed.run("experiment", "xor", "--seeds", "2", "--out", out, "--metric", "loss", "--json");
    assertThat(again.err()).doesNotContain("estimated");
    assertThat(again.json().get("metric").asText()).isEqualTo("loss");
    assertThat(Typed.run("experiment", "xor", "--seeds=2", "--out", out, "--metric=los").err())
        .contains("did you mean 'loss'?");
  }
}
