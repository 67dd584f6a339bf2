package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final String DIGITS = "digits:train=300,test=100";
  private static final String SMALL =
      """
      {"type": "network", "name": "small",
       "inputs": [{"name": "image", "type_": {"dtype": "FLOAT32", "shape": ["batch", 28, 28, 1]}}],
       "steps": [
         {"name": "flat", "layer": {"type": "flatten"}, "inputs": ["image"]},
         {"name": "hidden", "layer": {"type": "dense", "units": 32, "activation": {"type": "relu"}},
          "inputs": ["flat"]},
         {"name": "dropped", "layer": {"type": "dropout", "rate": 0.2}, "inputs": ["hidden"]},
         {"name": "digit", "layer": {"type": "dense", "units": 10}, "inputs": ["dropped"]}],
       "outputs": ["digit"]}
      """;

  @TempDir Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String small() throws IOException {
    return Files.writeString(folder.resolve("small.json"), SMALL).toString();
  }

  private JsonNode train(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("train", "--quiet", "--batch", "50"));
    args.addAll(List.of("--network", small(), "--data", DIGITS));
    args.addAll(List.of(more));
    return Typed.json(args.toArray(new String[0]));
  }

  @Test
  void tellsHowItWent() throws IOException {
    JsonNode told = train("--epochs", "2", "--seed", "11");

    assertThat(told.get("network").asText()).isEqualTo("small");
    assertThat(told.get("seed").asLong()).isEqualTo(11);
    assertThat(told.get("epochs")).hasSize(2);
    JsonNode last = told.at("/epochs/1");
    assertThat(last.get("number").asInt()).isEqualTo(2);
    assertThat(last.get("stepsPerSecond").asDouble()).isPositive();
    assertThat(last.get("loss").asDouble()).isLessThan(told.at("/epochs/0/loss").asDouble());
    assertThat(told.get("testAccuracy")).isEqualTo(last.get("testAccuracy"));
    assertThat(told.get("steps").asInt()).isEqualTo(12);
    assertThat(told.get("weightsSha256").asText()).matches("[0-9a-f]{64}");
    assertThat(told.get("dataSha256").asText()).matches("[0-9a-f]{64}");
    assertThat(told.at("/provenance/train.optimizer").asText()).isEqualTo("adam");
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherDoesNot() throws IOException {
    String first = train("--epochs", "1", "--seed", "0").get("weightsSha256").asText();

    assertThat(train("--epochs", "1", "--seed", "0").get("weightsSha256").asText())
        .isEqualTo(first);
    assertThat(train("--epochs", "1", "--seed", "1").get("weightsSha256").asText())
        .isNotEqualTo(first);
  }

  @Test
  void optionsReachTheTraining() throws IOException {
    JsonNode usual = train("--epochs", "1");

    for (String[] option :
        new String[][] {
          {"--optimizer", "momentum"},
          {"--rate", "0.01"},
          {"--schedule", "constant"},
          {"--init", "orthogonal"},
          {"--activation", "nish"},
          {"--batch", "40"}
        }) {
      List<String> args = new ArrayList<>(List.of("train", "--quiet", "--epochs", "1"));
      args.addAll(List.of("--network", small(), "--data", DIGITS));
      if (!option[0].equals("--batch")) args.addAll(List.of("--batch", "50"));
      args.addAll(List.of(option));
      assertThat(Typed.json(args.toArray(new String[0])).get("weightsSha256"))
          .as(String.join(" ", option))
          .isNotEqualTo(usual.get("weightsSha256"));
    }
  }

  @Test
  void aResumedTrainingEndsAsAnUninterruptedOne() throws IOException {
    String whole = train("--epochs", "3").get("weightsSha256").asText();
    train("--epochs", "1", "--save", file("part"));

    JsonNode rest = Typed.json("train", "--quiet", "--resume", file("part"), "--epochs", "3");

    assertThat(rest.get("weightsSha256").asText()).isEqualTo(whole);
    assertThat(rest.get("epochs")).hasSize(3);
    assertThat(rest.at("/epochs/0/stepsPerSecond").isMissingNode()).isTrue();
    assertThat(rest.get("batch").asInt()).isEqualTo(50);
    JsonNode saved = Typed.json("evaluate", "--model", file("part"), "--data", DIGITS);
    assertThat(saved.get("weightsSha256").asText()).as("the file went on too").isEqualTo(whole);
  }

  @Test
  void resumingIntoAnotherFileLeavesTheFirst() throws IOException {
    train("--epochs", "1", "--save", file("a"));
    byte[] before = Files.readAllBytes(folder.resolve("a"));

    Typed.json("train", "--quiet", "--resume", file("a"), "--epochs", "2", "--save", file("b"));

    assertThat(folder.resolve("a")).hasBinaryContent(before);
    assertThat(folder.resolve("b")).exists();
  }

  @Test
  void resumingWithTheSameOptionsIsNoContradiction() throws IOException {
    train("--epochs", "1", "--save", file("a"), "--init", "he", "--rate", "1e-2");

    JsonNode rest = train("--resume", file("a"), "--epochs", "2", "--rate", "0.010");

    assertThat(rest.get("epochsDone").asInt()).isEqualTo(2);
  }

  @Test
  void resumingWithOtherOptionsNamesEachThatDiffers() throws IOException {
    train("--epochs", "1", "--save", file("a"));

    Typed typed =
        Typed.run(
            "train",
            "--resume",
            file("a"),
            "--network",
            "mlp",
            "--seed",
            "8",
            "--batch",
            "64",
            "--optimizer",
            "sgd",
            "--data",
            "digits:train=200,test=100",
            "--json");

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.json().at("/error/message").asText())
        .startsWith(file("a") + " was trained with other settings:")
        .contains("  seed        7 in the file\n              8 given")
        .contains("  batch       50 in the file\n              64 given")
        .contains(
            "  optimizer   adam at rate 0.001, inverse in the file\n              sgd at rate 0.1, inverse given")
        .contains("  network     " + small() + " in the file\n              mlp given")
        .contains("  data        " + DIGITS + " with SHA-256");
  }

  @Test
  void resumingWithANetworkFileThatHasChangedIsRefused() throws IOException {
    train("--epochs", "1", "--save", file("a"));
    Path other = folder.resolve("small.json");
    Files.writeString(other, SMALL.replace("\"units\": 32", "\"units\": 33"));

    Typed typed = Typed.run("train", "--resume", file("a"), "--network", other.toString());

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err()).contains("another description in " + other);
  }

  @Test
  void aSnapshotOfAProgramMustBeToldItsBatchAndData() {
    Path saved = folder.resolve("program");
    Snapshot.initial(
            Network.named("n").image(28, 28, 1).flatten().dense(10).build(),
            Training.classification().optimizer(new Sgd(0.1)).seed(3))
        .saveTo(saved);
    String[] resume = {"train", "--quiet", "--resume", saved.toString()};

    assertThat(Typed.run(resume).code()).isEqualTo(2);
    assertThat(Typed.run(resume).err()).contains("give --data, which nothing else says");
    assertThat(Typed.run(with(resume, "--data", DIGITS)).err()).contains("give --batch");
    JsonNode told = Typed.json(with(resume, "--data", DIGITS, "--batch", "30", "--epochs", "1"));
    assertThat(told.get("seed").asInt()).isEqualTo(3);
    assertThat(told.at("/provenance").has("train.optimizer")).isFalse();
    Typed other =
        Typed.run(
            with(
                resume,
                "--data",
                DIGITS,
                "--batch",
                "30",
                "--optimizer",
                "adam",
                "--schedule",
                "inverse"));
    assertThat(other.err()).contains("Sgd[", " in the file", "adam at rate 0.001, inverse given");
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws IOException {
    JsonNode first = train("--epochs", "2", "--save", file("a"));

    Typed typed = Typed.run("train", "--resume", file("a"), "--epochs", "2", "--json");

    assertThat(typed.code()).isZero();
    assertThat(typed.err()).contains("2 epochs are done");
    assertThat(typed.json().get("weightsSha256")).isEqualTo(first.get("weightsSha256"));
    assertThat(typed.json().get("testAccuracy")).isEqualTo(first.get("testAccuracy"));
  }

  @Test
  void noEpochsSaveTheBeginning() throws IOException {
    JsonNode start = train("--epochs", "0", "--save", file("start"));

    assertThat(start.get("epochs")).isEmpty();
    assertThat(start.get("testAccuracy").asDouble()).isBetween(0.0, 0.5);
    JsonNode rest = Typed.json("train", "--quiet", "--resume", file("start"), "--epochs", "1");
    assertThat(rest.get("weightsSha256")).isEqualTo(train("--epochs", "1").get("weightsSha256"));
  }

  @Test
  void evaluateMeasuresWhatTrainingTold() throws IOException {
    JsonNode told = train("--epochs", "1", "--save", file("a"));

    JsonNode test = Typed.json("evaluate", "--model", file("a"), "--data", DIGITS);
    JsonNode train =
        Typed.json("evaluate", "--model", file("a"), "--data", DIGITS, "--part", "train");

    assertThat(test.get("testAccuracy")).isEqualTo(told.get("testAccuracy"));
    assertThat(test.get("examples").asInt()).isEqualTo(100);
    assertThat(train.get("examples").asInt()).isEqualTo(300);
    assertThat(train.has("trainLoss")).isTrue();
  }

  @Test
  void predictionsAreProbabilitiesOfTheClassShown() throws IOException {
    train("--epochs", "1", "--save", file("a"));

    JsonNode all =
        Typed.json("predict", "--model", file("a"), "--data", DIGITS, "--count", "5")
            .get("predictions");

    assertThat(all).hasSize(5);
    for (JsonNode one : all) {
      double sum = 0;
      double largest = 0;
      for (JsonNode p : one.get("probabilities")) {
        sum += p.asDouble();
        largest = Math.max(largest, p.asDouble());
      }
      assertThat(sum).isBetween(0.9999, 1.0001);
      assertThat(one.get("probability").asDouble()).isEqualTo(largest);
      assertThat(one.at("/probabilities/" + one.get("class").asInt()).asDouble())
          .isEqualTo(largest);
      assertThat(one.get("label").asInt()).isBetween(0, 9);
    }
  }

  @Test
  void aPictureIsReadAsTheNetworkSeesDigits() throws IOException {
    train("--epochs", "1", "--save", file("a"));
    BufferedImage black = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage white = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 28 * 28; i++) white.setRGB(i % 28, i / 28, 0xFFFFFF);
    ImageIO.write(black, "png", folder.resolve("black.png").toFile());
    ImageIO.write(white, "png", folder.resolve("white.png").toFile());

    JsonNode told =
        Typed.json(
            "predict", "--model", file("a"), "--image", file("black.png"), file("white.png"));

    assertThat(told.at("/predictions/0/example").asText()).isEqualTo(file("black.png"));
    assertThat(told.at("/predictions/0/probabilities"))
        .isNotEqualTo(told.at("/predictions/1/probabilities"));
    assertThat(told.at("/predictions/1").has("label")).isFalse();
  }

  @Test
  void aReportIsWrittenWhereAsked() throws IOException {
    train("--epochs", "1", "--report", file("r/report.html"));

    assertThat(folder.resolve("r/report.html")).content().contains("Confusion matrix");
  }

  @Test
  void aLossThatIsNoNumberStopsAndKeepsTheLastCheckpoint() throws IOException {
    train("--epochs", "1", "--save", file("a"), "--optimizer", "sgd", "--rate", "0.1");
    byte[] good = Files.readAllBytes(folder.resolve("a"));

    Typed typed =
        Typed.run(
            "train",
            "--quiet",
            "--network",
            small(),
            "--data",
            DIGITS,
            "--optimizer",
            "sgd",
            "--rate",
            "1e30",
            "--batch",
            "50",
            "--save",
            file("a"),
            "--json");

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.json().at("/error/type").asText()).isEqualTo("NonFiniteException");
    assertThat(typed.json().at("/error/layer").asText()).startsWith("small/");
    assertThat(typed.json().at("/error/message").asText()).contains("Try a smaller learning rate");
    assertThat(folder.resolve("a")).hasBinaryContent(good);
  }
}
