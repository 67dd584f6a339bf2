package org.espalier.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.view.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When measures are taken, and what of the past they see. */
class MeasurementsTest {
  @TempDir Path folder;

  /** Steps since the start and since the moment before. */
  record Ever(boolean everyEpoch) implements Measure {
    @Override
    public Map<String, Double> of(Moment moment) {
      String name = everyEpoch ? "often" : "rarely";
      long now = moment.now().progress().steps();
      return Map.of(
          name + "/start", (double) now - moment.start().progress().steps(),
          name + "/before", (double) now - moment.before().progress().steps());
    }
  }

  private ResultTable run(int epochs) {
    return Experiment.named("measured")
        .seeds(2)
        .network(at -> Network.named("net").image(28, 28, 1).flatten().dense(4).dense(10).build())
        .data("digits:train=100,test=50")
        .batch(10)
        .budget(Budget.epochs(epochs))
        .measure(new Ever(true), new Ever(false))
        .build()
        .run(folder, new LocalRunner(1), line -> {});
  }

  @Test
  void measuresSeeTheStartAndTheMomentBefore() {
    TrialResult result = run(3).results().get(0);
    for (int epoch = 1; epoch <= 3; epoch++) {
      assertThat(result.metric("epoch/" + epoch + "/often/start")).isEqualTo(10 * epoch);
      assertThat(result.metric("epoch/" + epoch + "/often/before")).isEqualTo(10);
    }
    assertThat(result.metric("often/start")).isEqualTo(30);
    assertThat(result.metric("often/before")).isEqualTo(10);
    assertThat(result.metric("rarely/start")).isEqualTo(30);
    assertThat(result.metric("rarely/before")).isEqualTo(30);
    assertThat(result.metric("start/often/before")).isZero();
    assertThat(result.metric("start/rarely/start")).isZero();
    assertThat(result.metrics()).doesNotContainKey("epoch/1/rarely/start");
  }

  @Test
  void epochsAreTabledInTheirOrder() {
    Table table = run(11).epochTable();
    assertThat(table.header()).containsExactly("epoch", "often/before", "often/start");
    assertThat(table.rows()).hasSize(11);
    assertThat(table.rows().get(1).toString()).isEqualTo("[2, 10.0000 ± 0.0000, 20.0000 ± 0.0000]");
    assertThat(table.rows().get(10).toString()).startsWith("[11, ");
    assertThat(run(0).epochTable().rows()).isEmpty();
  }
}
