package org.espalier.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;

/** The benchmarks run from end to end at tiny sizes; nothing is timed here. */
class BenchmarksTest {
  private static final String DIGITS = "digits:train=64,test=10";

  @Test
  void comparesStepsWithEveryWayToWriteThemByHand() {
    Map<String, String> tiny =
        Map.of(
            "network", "mlp",
            "blocks", "2",
            "steps", "4",
            "turn", "2",
            "warmup", "1",
            "batch", "8",
            "threads", "1",
            "accuracy", "true",
            "byhand", "usual,plain,fixed,counted",
            "data", DIGITS);

    String table = OverheadBenchmark.run(Arguments.of(new String[] {"--blocks=3"}, tiny));

    assertThat(table)
        .contains("oneDNN", "load after", "n=3", "espalier / by hand, counted")
        .doesNotContain("NaN", "Infinity", "n=2\n");
  }

  @Test
  void timesTheFirstStep() {
    Dataset data = BenchmarkData.load("digits:train=128,test=10");

    assertThat(FirstStepBenchmark.line("mlp", false, data)).contains("mlp espalier", "second step");
    assertThat(FirstStepBenchmark.line("mlp", true, data)).contains("mlp by hand");
  }

  @Test
  void watchesMemory() {
    assertThat(MemoryBenchmark.run(20, 10, 5)).isFinite();
  }

  @Test
  void theSignalIsTimedInBothWays() {
    assertThat(SignalBenchmark.run(3, 8, 2)).contains("first run", "relu", "published", "exact");
  }

  @Test
  void timesPassesBesideAnEpoch() {
    Map<String, String> tiny =
        Map.of("width", "16", "epsilon", "2", "batch", "8", "steps", "3", "repeats", "2");
    assertThat(PassBenchmark.run(Arguments.of(new String[0], tiny)))
        .contains("epoch", "SET, plan, clock", "RigL, apply", "magnitude, plan, processor");
  }

  @Test
  void measuresEfficientCoding() {
    Map<String, String> tiny =
        Map.of(
            "data", "digits:train=400,test=10",
            "samples", "200",
            "runs", "tolerance,twice,fixed",
            "units", "32",
            "passes", "1",
            "lambda", "0.5",
            "product", "16");
    assertThat(CodingBenchmark.run(Arguments.of(new String[0], tiny)))
        .contains("tolerance", "twice", "50.0 rounds", "load after")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void timesInitialisation() {
    assertThat(InitialisationBenchmark.run(new int[] {12, 16}, 2))
        .contains(
            "rewiring        12²  clock",
            "rewiring        16²  processor",
            "hypercores      16²  clock");
  }

  @Test
  void timesTheDistanceOfTopologies() {
    assertThat(NnstdBenchmark.run(new int[] {12, 16}, 0.2, 2))
        .contains("independent     12²  clock", "5 % moved       16²  distance");
  }

  @Test
  void comparesALayersForms() {
    Map<String, String> tiny =
        Map.of(
            "width", "20",
            "batch", "3",
            "densities", "0.01,0.5",
            "blocks", "2",
            "steps", "1",
            "warmup", "1",
            "threads", "1");
    assertThat(SparseBenchmark.run(Arguments.of(new String[0], tiny)))
        .contains("density 0.01", "density 0.5", "links / masked")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void namesSettingsThatDoNotExist() {
    assertThatThrownBy(() -> Arguments.of(new String[] {"--block=3"}, Map.of("blocks", "30")))
        .hasMessage("'--block=3' is no setting; there are --NAME=VALUE of {blocks=30}");
  }

  @Test
  void namesWaysToWriteALoopThatDoNotExist() {
    assertThatThrownBy(() -> Variant.of("fast", true)).hasMessageContaining("fast");
  }
}
