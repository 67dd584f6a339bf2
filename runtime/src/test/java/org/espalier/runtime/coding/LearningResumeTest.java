package org.espalier.runtime.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.coding.PerFeature;
import org.espalier.dsl.coding.Rounds;
import org.espalier.dsl.error.EspalierException;
import org.espalier.runtime.Compute;
import org.espalier.runtime.OtherJvm;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.ProgressStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Learning that was killed in the middle of a pass and goes on ends in the very same bits. */
class LearningResumeTest {
  private static final int PASSES = 6;
  private static final Dataset DATA = Ring.data(Ring.samples(1000));

  @TempDir Path folder;

  private static EfficientCoding settings(int passes) {
    return EfficientCoding.widths(48, 24)
        .lambda(0.3)
        .preparation(new PerFeature())
        .depth(new EveryLayer())
        .rounds(r -> new Rounds(64, passes, 100, 0.02, 0))
        .build();
  }

  private static StructureLearning learning(Path file) {
    return new StructureLearning(settings(PASSES))
        .on(Compute.standard().threads(1))
        .progress(ProgressStyle.LINES)
        .checkpoint(file);
  }

  /** Learns in a JVM of its own, to be killed. */
  public static void main(String[] args) {
    learning(Path.of(args[0])).learn(DATA);
  }

  @Test
  void killedInAnyLayerItGoesOnInTheSameBits() throws IOException {
    LearnedStructure whole = learning(folder.resolve("whole")).learn(DATA);
    for (int lines : new int[] {2, PASSES + 3}) {
      Path file = folder.resolve("killed" + lines);
      killAfter(lines, file);
      LearnedStructure resumed = learning(file).learn(DATA);
      assertThat(resumed.layers()).isEqualTo(whole.layers());
      assertThat(resumed.reports()).isEqualTo(whole.reports());
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes there are only ended by force")
  void toldToEndItEndsAfterItsBatchAndSaysHowToGoOn() throws IOException {
    Path file = folder.resolve("told");
    Process process = OtherJvm.start(LearningResumeTest.class, file);
    String said;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (int seen = 0; seen < 2; ) if (out.readLine().startsWith("epoch")) seen++;
      process.toHandle().destroy();
      said = out.lines().collect(Collectors.joining("\n"));
    } finally {
      process.destroyForcibly();
    }
    assertThat(said)
        .containsPattern(
            "LearningInterruptedException: interrupted after batch \\d+ of pass \\d of")
        .contains(
            file
                + " holds all whole passes: learn from the same data with the same settings and"
                + " this checkpoint to go on");
    LearnedStructure whole = learning(folder.resolve("whole")).learn(DATA);
    assertThat(learning(file).learn(DATA).layers()).isEqualTo(whole.layers());
  }

  private static void killAfter(int lines, Path file) throws IOException {
    Process process = OtherJvm.start(LearningResumeTest.class, file);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int seen = 0;
      for (String line; seen < lines && (line = out.readLine()) != null; ) {
        if (line.startsWith("epoch")) seen++;
      }
      assertThat(seen).as("passes before it was killed").isEqualTo(lines);
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Test
  void anInterruptKeepsWholePasses() {
    Path file = folder.resolve("state");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> learning(file).learn(DATA))
        .isInstanceOf(CancellationException.class)
        .hasMessage("interrupted in pass 1 of layer 1");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).doesNotExist();
  }

  @Test
  void aStateOfOtherSettingsOrDataIsRefused() {
    Path file = folder.resolve("state");
    new StructureLearning(settings(1)).checkpoint(file).learn(DATA);
    assertThatThrownBy(() -> learning(file).learn(DATA))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("was written with other settings");
    Dataset others = Ring.data(Ring.samples(999));
    assertThatThrownBy(() -> new StructureLearning(settings(1)).checkpoint(file).learn(others))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("was written with other data");
  }

  @Test
  void aDamagedStateIsNamed() throws IOException {
    Path file = folder.resolve("state");
    new StructureLearning(settings(1)).checkpoint(file).learn(DATA);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> new StructureLearning(settings(1)).checkpoint(file).learn(DATA))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("is no state of structure learning: its checksum does not match");
  }
}
