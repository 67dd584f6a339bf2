package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Compaction;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactCommandTest {
  @TempDir Path folder;

  /** The first 5 of 40 units never open. */
  private static Snapshot sparse() {
    Network network = Network.named("net").vector(30).dense(40, new Relu()).dense(4).build();
    Snapshot start =
        Snapshot.initial(
            network.parametrize("**/kernel", new Masked(0.2)), Training.classification());
    float[] bias = new float[40];
    java.util.Arrays.fill(bias, 0, 5, -99);
    return start.with(Map.of("net/dense1/bias", Tensor.of(bias, 40)));
  }

  private static float[][] predicted(Snapshot snapshot) {
    float[][] examples = new float[7][30];
    for (int i = 0; i < 210; i++) examples[i / 30][i % 30] = (i * 37 % 100) / 100f;
    try (Model model = Espalier.open(snapshot)) {
      return model.predict(examples);
    }
  }

  private static void same(Snapshot a, Snapshot b) {
    float[][] expected = predicted(a);
    float[][] actual = predicted(b);
    for (int i = 0; i < 7; i++) assertThat(actual[i]).containsExactly(expected[i], within(1e-6f));
  }

  @Test
  void theSmallerModelPredictsTheSame() throws IOException {
    Path before = folder.resolve("before.espalier");
    Path after = folder.resolve("after.espalier");
    sparse().saveTo(before);

    JsonNode found =
        Typed.json("compact", before.toString(), "--out", after.toString(), "--range", "0,1");

    Snapshot small = Snapshot.load(after);
    int units = (int) small.array("net/dense1/bias").dims()[0];
    assertThat(units).isLessThanOrEqualTo(35);
    same(sparse(), small);
    assertThat(found.at("/before/storedBytes").asLong()).isEqualTo(Files.size(before));
    assertThat(found.at("/after/storedBytes").asLong()).isEqualTo(Files.size(after));
    assertThat(found.at("/before/weights").asLong()).isEqualTo(30 * 40 + 40 + 40 * 4 + 4);
    assertThat(found.at("/after/weights").asLong()).isEqualTo(35L * units + 4);
    assertThat(found.at("/before/zeros").asLong()).isEqualTo(960 + 35 + 128 + 4);
    assertThat(found.at("/after/milliseconds").asDouble()).isPositive();
  }

  @Test
  void maskedLinkedAndCompactedAgree() {
    Snapshot linked = new LinkedStorage(1).plan(sparse()).apply(sparse());
    same(sparse(), linked);
    Snapshot small = new Compaction(0, 1).plan(linked).apply(linked);
    assertThat(small.array("net/dense1/kernel").dims()).hasSize(1);
    same(sparse(), small);
  }

  @Test
  void aRangeIsTwoNumbers() {
    sparse().saveTo(folder.resolve("m"));
    Typed typed =
        Typed.run("compact", folder.resolve("m").toString(), "--out", "x", "--range", "1,0");
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.err()).contains("--range takes two numbers, the smaller first: --range 0,1");
  }
}
