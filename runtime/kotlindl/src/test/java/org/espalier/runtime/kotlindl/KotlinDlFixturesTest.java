package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of real KotlinDL 0.4.0 predict what KotlinDL predicted, and come out as they went in. */
class KotlinDlFixturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "residual", "branches"})
  void aFolderPredictsWhatKotlinDlPredicts(String name) {
    Path saved = Fixture.folder(folder, "kotlindl/" + name);
    Path examples = Fixture.file(folder, "kotlindl/" + name + "/examples.json");

    Snapshot classifier = KotlinDl.read(saved).withTraining(Training.classification());
    double difference = Fixture.difference(examples, classifier);
    System.out.println("kotlindl/" + name + " max difference " + difference);

    assertThat(difference).isLessThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "residual", "branches"})
  void whatIsWrittenIsReadBack(String name) throws Exception {
    Path saved = Fixture.folder(folder, "kotlindl/" + name);
    Snapshot snapshot = KotlinDl.read(saved);

    KotlinDl.write(snapshot, folder.resolve("copy"));

    Snapshot again = KotlinDl.read(folder.resolve("copy"));
    assertThat(again.network()).isEqualTo(snapshot.network());
    assertThat(again.arrays()).isEqualTo(snapshot.arrays());
    for (String line : Files.readAllLines(saved.resolve("variableNames.txt"))) {
      assertThat(folder.resolve("copy/" + line + ".txt")).exists();
    }
  }

  @Test
  void everyWeightThatDoesNotFitIsNamed() throws Exception {
    Path saved = Fixture.folder(folder, "kotlindl/lenet");
    Files.delete(saved.resolve("conv_a_conv2d_bias.txt"));
    Files.writeString(saved.resolve("hidden_dense_bias.txt"), "1.0 2.0 3.0");
    Files.writeString(saved.resolve("scores_dense_bias.txt"), "1.0 two 3.0");
    Files.writeString(
        saved.resolve("variableNames.txt"),
        Files.readString(saved.resolve("variableNames.txt")) + "\nother_dense_bias\noptimizer_m\n");

    assertThatThrownBy(() -> KotlinDl.read(saved))
        .isInstanceOfSatisfying(
            KerasException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "extra      other_dense_bias.txt in variableNames.txt: no layer takes it",
                        "missing    conv_a_conv2d_bias.txt: expected [4] for 'model/conv_a/bias'",
                        "misshapen  hidden_dense_bias.txt: expected [8] for 'model/hidden/bias',"
                            + " found 3 numbers",
                        "unreadable scores_dense_bias.txt: number 1 is 'two'"));
  }

  @Test
  void aFolderInUseIsLeftAlone() throws Exception {
    Snapshot snapshot = KotlinDl.read(Fixture.folder(folder, "kotlindl/lenet"));
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> KotlinDl.write(snapshot, used))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("is in use");
    assertThat(used.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws Exception {
    Network network = Network.named("own").vector(3).dense("a/b", 2).build();
    Snapshot slash = Snapshot.initial(network, Training.regression());
    Snapshot nish =
        Snapshot.initial(
            Network.named("own").vector(3).dense("hidden", 2, new Nish()).build(),
            Training.regression());

    assertThatThrownBy(() -> KotlinDl.write(slash, folder.resolve("out")))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("own/a/b/kernel");
    assertThatThrownBy(() -> KotlinDl.write(nish, folder.resolve("out")))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("layer 'hidden'")
        .hasMessageContaining("nish");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("files left behind").isEmpty();
    }
  }

  @Test
  void whatIsNoFolderOfKotlinDlIsRefused() {
    assertThatThrownBy(() -> KotlinDl.read(folder))
        .isInstanceOf(KerasException.class)
        .hasMessageContaining("has no modelConfig.json");
  }
}
