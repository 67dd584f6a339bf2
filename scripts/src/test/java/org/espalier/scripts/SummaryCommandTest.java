package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
  @TempDir Path folder;

  @Test
  void countsTheCnnAsByHand() {
    JsonNode cnn = Typed.json("summary", "cnn");

    long conv1 = 5 * 5 * 32 + 32;
    long conv2 = 5 * 5 * 32 * 64 + 64;
    long dense1 = 7 * 7 * 64 * 512 + 512;
    long dense2 = 512 * 10 + 10;
    assertThat(cnn.get("parameters").asLong()).isEqualTo(conv1 + conv2 + dense1 + dense2);
    assertThat(cnn.get("macs").asLong())
        .isEqualTo(28 * 28 * 25 * 32 + 14 * 14 * 25 * 32 * 64 + 7 * 7 * 64 * 512 + 512 * 10);
    assertThat(cnn.get("bytes").asLong()).isEqualTo(4 * cnn.get("parameters").asLong());
    assertThat(cnn.at("/layers/1/shape").toString()).isEqualTo("[\"batch\",28,28,32]");
  }

  @Test
  void printsATableWithAlignedColumns() {
    Typed mlp = Typed.run("summary", "mlp");

    assertThat(mlp.code()).isZero();
    assertThat(mlp.out().lines().toList())
        .contains(
            "name      layer                   output              parameters     MACs",
            "dense1    dense, 512 units, relu  [batch, 512]           401 920  401 408",
            "mlp: 669 706 parameters, 2.68 MB · 668 672 MACs an example");
  }

  @Test
  void jsonGoesAloneToStandardOutput() {
    Typed typed = Typed.run("summary", "lenet5", "--json");

    assertThat(typed.out().lines()).hasSize(1);
    assertThat(typed.err()).contains("lenet5: 61 706 parameters");
  }

  @Test
  void anExportedNetworkIsTheSameNetwork() {
    Path file = folder.resolve("net.json");

    JsonNode exported =
        Typed.json("summary", "cnn", "--activation", "nish", "--export", file.toString());
    JsonNode read = Typed.json("summary", file.toString());

    assertThat(read).isEqualTo(exported);
    assertThat(read.at("/layers/1/layer").asText()).endsWith("nish");
    assertThat(read.at("/layers/7/layer").asText()).isEqualTo("dense, 10 units");
  }

  @Test
  void otherInputsAndClassesMakeOtherSizes() {
    JsonNode mlp = Typed.json("summary", "mlp", "--input", "20", "--classes", "3");

    assertThat(mlp.get("parameters").asLong())
        .isEqualTo(20 * 512 + 512 + 512 * 512 + 512 + 512 * 3 + 3);
  }
}
