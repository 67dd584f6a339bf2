package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in JVMs of their own that end before their time. */
class KilledTrainingTest {
  @TempDir Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void mlpWithMomentumGoesOnToTheSameBits() throws Exception {
    goesOnToTheSameBits(
        "--network",
        "mlp",
        "--optimizer",
        "momentum",
        "--data",
        "digits:train=6000,test=100",
        "--batch",
        "32");
  }

  @Test
  void cnnWithDropoutAndBatchNormGoesOnToTheSameBits() throws Exception {
    Network cnn =
        Network.named("regular")
            .image(28, 28, 1)
            .conv2d(new Conv2d(4, 5).same())
            .batchNorm()
            .activation(new Relu())
            .maxPool(2)
            .dropout(0.3)
            .flatten()
            .dense(32, new Relu())
            .dropout(0.5)
            .dense(10)
            .build();
    Files.writeString(folder.resolve("net.json"), Json.standard().text(cnn));

    goesOnToTheSameBits(
        "--network", file("net.json"), "--data", "digits:train=3000,test=100", "--batch", "32");
  }

  private void goesOnToTheSameBits(String... options) throws Exception {
    List<String> train = new ArrayList<>(List.of("train", "--threads", "2", "--epochs", "4"));
    train.addAll(List.of(options));
    JsonNode whole = Typed.json(with(train, "--quiet"));

    String[] killed = with(train, "--save", file("part"));
    try (Launched part = Launched.start(folder.resolve("answer"), killed)) {
      part.awaitNote("epoch 2");
      part.kill();
    }
    assertThat(Snapshot.load(folder.resolve("part")).progress().epochs()).isBetween(2L, 3L);
    JsonNode rest = Typed.json("train", "--quiet", "--resume", file("part"));

    assertThat(rest.get("epochsDone").asInt()).isEqualTo(4);
    assertThat(rest.get("weightsSha256")).isEqualTo(whole.get("weightsSha256"));
    assertThat(rest.get("testLoss")).isEqualTo(whole.get("testLoss"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -INT")
  void anInterruptKeepsTheLastCheckpointAndSaysHowToGoOn() throws Exception {
    String[] args = {
      "train",
      "--network",
      "mlp",
      "--data",
      "digits:train=2000,test=100",
      "--epochs",
      "100000",
      "--save",
      file("part"),
      "--json"
    };
    try (Launched part = Launched.start(folder.resolve("answer"), args)) {
      part.awaitNote("epoch 2");
      part.interrupt();

      assertThat(part.notes())
          .contains("espalier: interrupted after step")
          .contains("go on with: espalier train --resume " + file("part"));
      assertThat(part.exitCode()).isEqualTo(130);
    }
    JsonNode answer = new ObjectMapper().readTree(folder.resolve("answer").toFile());
    assertThat(answer.at("/error/exitCode").asInt()).isEqualTo(130);
    long epochs = Snapshot.load(folder.resolve("part")).progress().epochs();
    assertThat(answer.at("/error/message").asText()).contains(" holds " + epochs + " epochs");
    assertThat(files()).containsExactlyInAnyOrder("answer", "part");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -INT")
  void anInterruptOfLearningStructureKeepsWholePasses() throws Exception {
    Path script = folder.resolve("learn.espalier.kts");
    Files.writeString(
        script,
        """
        val digits = data("digits:train=2000,test=100").train
        val rounds = org.espalier.dsl.coding.Rounds(256, 100000, 50, 0.01, 0.0)
        efficientCoding { widths(64); this.rounds = rounds }.learn(digits, Path.of("%s"))
        """
            .formatted(file("state")));
    try (Launched part = Launched.start(folder.resolve("answer"), "run", script.toString())) {
      part.awaitNote("epoch 2");
      part.interrupt();

      assertThat(part.notes())
          .contains("espalier: interrupted after batch")
          .contains(file("state") + " holds all whole passes");
      assertThat(part.exitCode()).isEqualTo(130);
    }
    assertThat(files()).contains("answer", "state").noneMatch(name -> name.contains("tmp"));
  }

  /** A limit on the size of files stands for a full disk: writing fails in the middle. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no ulimit")
  void aFullDiskLeavesNothingHalfWritten() throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "SKIPPED: no /bin/bash, so no disk could be made full");
    List<String> limited = List.of(bash.toString(), "-c", "ulimit -f 1000; exec \"$@\"", "limited");
    String[] args = {
      "train",
      "--network",
      "mlp",
      "--data",
      "digits:train=200,test=100",
      "--epochs",
      "2",
      "--save",
      file("big"),
      "--quiet"
    };
    try (Launched full = Launched.start(limited, folder.resolve("answer"), args)) {
      assertThat(full.notes()).contains("espalier: cannot write " + file("big"));
      assertThat(full.notes()).doesNotContain("    at ");
      assertThat(full.exitCode()).isEqualTo(1);
    }
    assertThat(files()).containsExactly("answer");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).toList();
    }
  }

  private static String[] with(List<String> args, String... more) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }
}
