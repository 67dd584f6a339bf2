package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void networksAreKeptAndComparedBetweenSeeds() throws Exception {
    Path out = folder.resolve("tiny");
    String[] line = {"experiment", "tiny-topology", "--seeds", "3", "--out", out.toString()};
    JsonNode told = Launched.json(folder.resolve("answer"), line);
    assertThat(told.get("pairs")).hasSize(4);
    assertThat(told.get("pairs").get(0).get("pairs").asInt()).isEqualTo(3);

    Typed again = Typed.run(line);
    assertThat(again.err()).doesNotContain("estimated");
    assertThat(again.out())
        .contains("tiny-topology: after every epoch, mean ± sd", "nnstd/fromStart")
        .contains("tiny-topology: between the networks of every two seeds of a setting")
        .containsPattern("(?m)^true +nnstd/net/dense1/kernel +3 +0\\.\\d{4} +0\\.\\d{4}$");
    List<String> pairs = Files.readAllLines(out.resolve("pairs.csv"));
    assertThat(pairs).hasSize(7);
    assertThat(pairs.get(0)).isEqualTo("evolved,first,second,nnstd/net/dense1/kernel,nnstd");
    assertThat(pairs.get(6)).startsWith("true,1,2,0.");
  }

  @Test
  void oneSeedGivesNoPair() throws Exception {
    Path out = folder.resolve("one");
    JsonNode told =
        Launched.json(
            folder.resolve("answer"),
            "experiment",
            "tiny-topology",
            "--seeds",
            "1",
            "--out",
            out.toString());
    assertThat(told.get("pairs")).isEmpty();
    assertThat(out.resolve("pairs.csv")).hasContent("evolved,first,second");
  }
}
