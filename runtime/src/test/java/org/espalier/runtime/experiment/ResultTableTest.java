package org.espalier.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.json.Json;
import org.espalier.runtime.view.Views;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final double NONE = Double.NaN;

  private final List<TrialResult> results = new ArrayList<>();

  /** Accuracies of one setting for seeds 0, 1, …; NaN for a run that failed. */
  private void add(String init, int depth, double... accuracies) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("depth", Integer.toString(depth));
    settings.put("init", init);
    for (int seed = 0; seed < accuracies.length; seed++) {
      boolean failed = Double.isNaN(accuracies[seed]);
      Map<String, Double> metrics = failed ? Map.of() : Map.of("accuracy", accuracies[seed]);
      Optional<String> failure = failed ? Optional.of("loss is NaN, at step 3") : Optional.empty();
      results.add(
          new TrialResult(
              "t" + results.size(),
              settings,
              seed,
              metrics,
              1,
              10,
              0.5,
              Optional.empty(),
              failure));
    }
  }

  private ResultTable table() {
    return new ResultTable("made up", results);
  }

  /** By hand: t of 4 degrees is 2.776445, so the half width is 2.776445 · √2.5 / √5. */
  @Test
  void meanSpreadAndInterval() {
    add("he", 10, 1, 2, 3, 4, 5);
    SettingSummary row = table().trainedFrom(4).rows().get(0);
    assertThat(row.mean()).isEqualTo(3);
    assertThat(row.standardDeviation()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    assertThat(row.low()).isCloseTo(3 - 1.963243, within(1e-6));
    assertThat(row.high()).isCloseTo(3 + 1.963243, within(1e-6));
    assertThat(row.trained()).isEqualTo(0.4);
  }

  @Test
  void failedRunsCountAsNotTrainedAndHaveNoNumber() {
    add("he", 10, 0.5, NONE, 0.7, NONE);
    add("glorot", 10, NONE, 0.25);
    SettingSummary he = table().rows().get(0);
    assertThat(he.runs()).isEqualTo(4);
    assertThat(he.failed()).isEqualTo(2);
    assertThat(he.trained()).isEqualTo(0.5);
    assertThat(he.mean()).isCloseTo(0.6, within(1e-12));
    SettingSummary glorot = table().rows().get(1);
    assertThat(glorot.mean()).isEqualTo(0.25);
    assertThat(glorot.low()).isNaN();
    assertThat(table().comparisons().get(0).pairs()).isZero();
    assertThat(table().comparisons().get(0).t()).isNaN();
  }

  /** By hand: t = 3 / (√2.5 / √5) = 4.242641 on 4 degrees; Wilcoxon's sum is 15 of 2^5 signs. */
  @Test
  void pairedTestsOverCommonSeeds() {
    add("he", 10, 1, 2, 3, 4, 5, 9);
    add("glorot", 10, 0, 0, 0, 0, 0, NONE);
    Comparison c = table().comparisons("init").get(0);
    assertThat(c.pairs()).isEqualTo(5);
    assertThat(c.difference()).isEqualTo(3);
    assertThat(c.t()).isCloseTo(0.0132356, within(1e-6));
    assertThat(c.wilcoxon()).isCloseTo(2.0 / 32, within(1e-12));
    assertThat(c.tHolm()).isEqualTo(c.t());
  }

  @Test
  void equalRunsDifferInNothing() {
    add("he", 10, 0.3, 0.4);
    add("glorot", 10, 0.3, 0.4);
    Comparison c = table().comparisons("init").get(0);
    assertThat(c.t()).isEqualTo(1);
    assertThat(c.wilcoxon()).isEqualTo(1);
  }

  /** By hand: 3 · 0.01, then 2 · 0.03, then 0.04 raised to the one before. */
  @Test
  void holm() {
    assertThat(Holm.corrected(0.01, 0.04, 0.03)).containsExactly(0.03, 0.06, 0.06);
    assertThat(Holm.corrected(0.5, NONE, 0.6)).containsExactly(1, NONE, 1);
    assertThat(Holm.corrected()).isEmpty();
  }

  @Test
  void onlyOneAxisVariesInItsComparisons() {
    for (int depth : new int[] {10, 50}) {
      add("he", depth, 0.1, 0.2, 0.4);
      add("glorot", depth, 0.3, 0.2, 0.1);
      add("lecun", depth, 0.2, 0.3, 0.5);
    }
    assertThat(table().comparisons("init")).hasSize(6);
    assertThat(table().comparisons("depth")).hasSize(3);
    assertThat(table().comparisons()).hasSize(15);
    Comparison first = table().comparisons("init").get(0);
    assertThat(first.tHolm()).isGreaterThan(first.t());
    assertThat(table().comparisonTable("init").rows()).hasSize(6);
    assertThatThrownBy(() -> table().comparisons("width"))
        .hasMessageContaining("does not vary 'width'; it varies [depth, init]");
    assertThatThrownBy(() -> table().by("acuracy"))
        .hasMessageContaining("did you mean 'accuracy'?");
  }

  @Test
  void textCsvJsonAndPicture() {
    add("he, \"new\"", 10, 0.25, 0.75);
    add("glorot", 10, NONE, NONE);
    ResultTable table = table();
    assertThat(table.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "depth|init|runs|failed|trained|mean|sd|95 % low|95 % high",
            "10|he, \"new\"|2|0|100 %|0.5000|0.3536|-2.6766|3.6766", "10|glorot|2|2|0 %");
    assertThat(table.csv().lines())
        .startsWith("depth,init,runs,failed,trained,mean,standardDeviation,low95,high95")
        .anyMatch(line -> line.startsWith("10,\"he, \"\"new\"\"\",2,0,1.0,0.5,0.35"))
        .endsWith("10,glorot,2,2,0.0,,,,");
    assertThat(table.trialsCsv().lines().reduce((a, b) -> b).orElseThrow())
        .isEqualTo("10,glorot,1,,1,10,0.5,\"loss is NaN, at step 3\"");
    assertThat(table.json()).contains("\"mean\" : 0.5", "\"mean\" : \"NaN\"");
    assertThat(Json.standard().read(Json.standard().text(table), ResultTable.class))
        .isEqualTo(table);
    assertThat(table.plot().svg()).contains("<svg");
    assertThat(Views.html(table).orElseThrow()).contains("<table", "<svg", "glorot");
  }
}
