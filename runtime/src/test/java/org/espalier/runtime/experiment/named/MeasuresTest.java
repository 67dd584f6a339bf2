package org.espalier.runtime.experiment.named;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Rewired;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.LocalRunner;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.ResultTable;
import org.espalier.runtime.experiment.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresTest {
  private static final Axis<Boolean> REWIRED = Axis.of("rewired", false, true);

  @TempDir Path folder;

  private ResultTable run(int epochs, Measure... measures) {
    Experiment experiment =
        Experiment.named("measured")
            .axis(REWIRED)
            .seeds(2)
            .network(
                at ->
                    Network.named("net")
                        .image(28, 28, 1)
                        .flatten()
                        .dense("z", 32)
                        .activation(new Relu())
                        .dense(10)
                        .init(at.get(REWIRED) ? new Rewired(new HeNormal()) : new HeNormal())
                        .build())
            .data("digits:train=100,test=50")
            .budget(Budget.epochs(epochs))
            .measure(measures)
            .build();
    return experiment.run(folder, new LocalRunner(1), line -> {});
  }

  @Test
  void withoutEpochsOnlyTheStartIsMeasured() {
    ResultTable table = run(0, new Strengths()).by("start/strengths/outputs");
    double plain = table.rows().get(0).mean();
    assertThat(table.rows().get(1).mean()).isBetween(0.0, plain / 2);
    assertThat(table.results().get(0).metrics())
        .containsOnlyKeys("start/strengths/outputs", "start/strengths/inputs");
    assertThat(table.results().get(0).steps()).isZero();
  }

  @Test
  void withEpochsTheEndIsMeasuredToo() {
    TrialResult first = run(1, new Strengths()).results().get(0);
    assertThat(first.metric("strengths/outputs"))
        .isPositive()
        .isNotEqualTo(first.metric("start/strengths/outputs"));
    assertThat(first.metrics()).containsKeys("accuracy", "first/accuracy");
  }

  @Test
  void normalityIsOfManyNetsAndSeedsShareNone() {
    ResultTable table = run(0, new Normality(List.of("z"), 8, 2));
    double first = table.results().get(0).metric("start/shape/z");
    assertThat(first).isBetween(0.001, 0.2);
    assertThat(table.results().get(2).metric("start/shape/z")).isNotEqualTo(first);
  }

  @Test
  void measuresAreValues() {
    Measure normality = new Normality(List.of("z"), 8, 2);
    Json json = Json.standard();
    assertThat(json.read(json.write(normality), Measure.class)).isEqualTo(normality);
  }
}
