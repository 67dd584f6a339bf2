package org.espalier.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedExperimentTest {
  @ParameterizedTest
  @MethodSource("org.espalier.runtime.experiment.NamedExperiment#all")
  void everyOneHasEnoughSeedsAndStepsAndAComparedAxis(NamedExperiment named) {
    assertThat(named.seeds()).isGreaterThanOrEqualTo(5);
    Experiment experiment = named.experiment(false, 2);
    assertThat(experiment.trials()).allMatch(t -> t.settings().containsKey(named.compared()));
    assertThat(experiment.trials().stream().map(Trial::id)).doesNotHaveDuplicates();
    Map<Map<String, String>, Long> runs =
        experiment.trials().stream()
            .collect(Collectors.groupingBy(Trial::settings, Collectors.counting()));
    assertThat(runs.values()).containsOnly(2L);
    assertThat(experiment.trials()).allMatch(NamedExperimentTest::isLongEnough);
    assertThat(named.experiment(true, 2).name()).isNotEqualTo(experiment.name());
  }

  /** 300 steps, or none where only starts are measured. */
  private static boolean isLongEnough(Trial trial) {
    int epochs = trial.budget().epochs().orElseThrow();
    int examples = trial.data().startsWith("mnist:") ? 60_000 : 10_000;
    int steps = epochs * trial.steps(trial.data().equals("xor") ? 4 : examples);
    return epochs == 0 ? !trial.measures().isEmpty() : steps >= 300;
  }

  @Test
  void depthIsDepthTimesActivationTimesInit() {
    Experiment depth = NamedExperiment.named("Depth").experiment(false, 5);
    assertThat(depth.trials()).hasSize(3 * 5 * 3 * 5);
    assertThat(depth.trials().get(depth.trials().size() - 1).settings())
        .isEqualTo(Map.of("depth", "100", "activation", "mish", "init", "autoInit"));
  }

  @Test
  void anUnknownNameListsTheKnown() {
    assertThatThrownBy(() -> NamedExperiment.named("dept"))
        .hasMessageContaining("did you mean 'depth'?");
  }
}
