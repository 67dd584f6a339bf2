package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.dsl.structure.Plan;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Model;
import org.junit.jupiter.api.Test;

/** What a training says about itself: while it runs, in its history, in the snapshot. */
class ReportTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Epoch epoch() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.25);
    metrics.put("accuracy", 0.5);
    return new Epoch(3, metrics, 1.5, 40);
  }

  @Test
  void linesArePlain() {
    ProgressReport lines = new LineReport(out);
    lines.start(3, 9, 100);
    lines.step(20, 0.1);
    lines.plan(new Plan("prune", List.of()));
    lines.epoch(epoch());
    assertThat(printed())
        .isEqualToNormalizingNewlines(
            """
            prune: nothing to change
            epoch 3 · loss 0.2500 · accuracy 0.5000 · 1.5 s · 40.0 steps/s
            """);
  }

  @Test
  void theBarEndsBeforeItsLineAndBeforeAPlan() {
    ProgressReport bar = new BarReport(out);
    bar.start(3, 9, 100);
    for (int i = 1; i <= 100; i++) bar.step(i, i < 50 ? Double.NaN : 0.1);
    bar.plan(new Plan("prune", List.of()));
    bar.epoch(epoch());
    String all = printed();
    assertThat(all).contains("epoch 3/9", "100/100", "loss 0.1000").doesNotContain("NaN");
    assertThat(all.substring(all.lastIndexOf("100/100")))
        .containsSubsequence("\n", "prune: nothing to change\n", "epoch 3 · loss 0.2500");
    assertThat(all).endsWith("steps/s" + System.lineSeparator());
  }

  @Test
  void aBarIsLeftWhenTheEpochFails() {
    ProgressReport bar = new BarReport(out);
    bar.abandon();
    bar.start(1, 1, 10);
    bar.abandon();
    bar.abandon();
    assertThat(printed()).contains("epoch 1/1");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(t -> t.getName().contains("Progress") && !t.isDaemon())
        .isEmpty();
  }

  @Test
  void aHostShowsProgressItsOwnWay() {
    List<String> seen = new java.util.ArrayList<>();
    ProgressReport tell =
        new ProgressReport() {
          @Override
          public void start(long epoch, long last, int steps) {
            seen.add(epoch + "/" + last + " of " + steps);
          }

          @Override
          public void step(int done, double loss) {
            seen.add("step " + done + " " + Double.isFinite(loss));
          }

          @Override
          public void epoch(Epoch epoch) {
            seen.add("epoch " + epoch.number());
          }

          @Override
          public void end(History history) {
            seen.add("end " + history.epochs().size());
          }
        };
    Function<Fit, ProgressReport> before = Displays.install(fit -> tell);
    try (Model model = Clouds.model()) {
      model.fit(Clouds.data(), Fit.epochs(1).batch(200));
      assertThat(seen).as("a silent fit").isEmpty();
      model.fit(Clouds.data(), Fit.epochs(1).batch(200).progress());
    } finally {
      assertThat(Displays.install(before).apply(Fit.epochs(1))).isSameAs(tell);
    }
    assertThat(seen).containsExactly("2/2 of 2", "step 1 true", "step 2 true", "epoch 2", "end 1");
  }

  @Test
  void historiesHaveAJsonForm() {
    History history = new History(List.of(epoch()), "because");
    String text = Json.standard().text(history);
    History back = Json.standard().read(text, History.class);
    assertThat(back).isEqualTo(history);
    assertThat(back.last().metrics().keySet()).containsExactly("loss", "accuracy");
    assertThat(history.series("none")).containsExactly(Double.NaN);
    assertThat(history.toString()).endsWith("steps/s\nstopped: because");
  }

  @Test
  void aSnapshotSaysHowItCameAbout() {
    List<Snapshot> taken = new java.util.ArrayList<>();
    Callback take =
        new Callback() {
          @Override
          public Next epoch(Epoch epoch, Model model) {
            taken.add(model.snapshot());
            return Next.CONTINUE;
          }
        };
    Snapshot last;
    try (Model model = Clouds.model()) {
      assertThat(model.snapshot().provenance()).isEmpty();
      model.fit(Clouds.data(), Fit.epochs(1).callback(take));
      model.fit(Clouds.data(), Fit.epochs(1));
      last = model.snapshot();
    }
    Map<String, String> facts = taken.get(0).provenance();
    assertThat(facts)
        .containsOnlyKeys(
            "espalier",
            "java",
            "os",
            "architecture",
            "cpu",
            "processors",
            "tensorflow",
            "javacpp",
            "oneDNN",
            "device",
            "devices",
            "threads",
            "poolThreads",
            "interThreads",
            "grappler",
            "seed",
            "data",
            "wallSeconds",
            "cpuSeconds")
        .containsEntry("tensorflow", "2.18.0")
        .containsEntry("seed", "7")
        .containsEntry("grappler", "false")
        .containsEntry("data", "clouds " + Clouds.data().checksum());
    assertThat(facts.values()).allSatisfy(value -> assertThat(value).isNotBlank());
    assertThat(seconds(last)).isGreaterThan(seconds(taken.get(0)));
  }

  private static double seconds(Snapshot s) {
    return Double.parseDouble(s.provenance().get("wallSeconds"));
  }

  @Test
  void callbacksSeePlansStepsAndEpochsAndMayStop() {
    List<String> seen = new java.util.ArrayList<>();
    Callback tell =
        new Callback() {
          @Override
          public void step(long step, Map<String, Double> metrics) {
            seen.add("step " + step + " " + metrics.keySet());
          }

          @Override
          public void plan(long epoch, Plan plan) {
            seen.add("plan " + epoch + " " + plan.edits().size());
          }

          @Override
          public Next epoch(Epoch epoch, Model model) {
            seen.add("epoch " + epoch.number() + " " + epoch.metrics().keySet());
            return epoch.number() == 2 ? Next.STOP : Next.CONTINUE;
          }
        };
    try (Model model = Clouds.model()) {
      Fit fit =
          Fit.epochs(9)
              .batch(200)
              .validation(Clouds.data())
              .pass(2, new MagnitudePruning(0.5))
              .callback(tell);
      History history = model.fit(Clouds.data(), fit);
      assertThat(history.epochs()).hasSize(2);
      assertThat(history.stopped()).contains("asked to stop after epoch 2");
      assertThat(model.progress().history())
          .containsExactly(history.epochs().get(0).metrics(), history.epochs().get(1).metrics());
    }
    assertThat(seen)
        .containsExactly(
            "step 1 [accuracy, loss]",
            "step 2 [accuracy, loss]",
            "epoch 1 [accuracy, loss, validation/accuracy, validation/loss]",
            "step 3 [accuracy, loss]",
            "step 4 [accuracy, loss]",
            "plan 2 4",
            "epoch 2 [accuracy, loss, validation/accuracy, validation/loss, afterPass/accuracy,"
                + " afterPass/loss]");
  }
}
