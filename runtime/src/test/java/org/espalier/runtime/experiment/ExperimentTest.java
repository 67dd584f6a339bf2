package org.espalier.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.runtime.fit.ScheduledPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  private static final Axis<Integer> WIDTH = Axis.of("width", 4, 8);
  private static final Axis<Activation> ACTIVATION = Axis.of("activation", new Relu(), new Nish());

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();

  private static ExperimentBuilder small() {
    return Experiment.named("small")
        .axis(WIDTH)
        .axis(ACTIVATION)
        .seeds(2)
        .network(
            at ->
                Network.named("net")
                    .image(28, 28, 1)
                    .flatten()
                    .dense(at.get(WIDTH), at.get(ACTIVATION))
                    .dense(10)
                    .build())
        .data("digits:train=200,test=100")
        .batch(20)
        .budget(Budget.epochs(2));
  }

  /** Counts results, and interrupts its caller after so many. */
  private static final class Interrupting implements TrialRunner {
    private final TrialRunner local = new LocalRunner(1);
    private final int after;
    private int results;

    Interrupting(int after) {
      this.after = after;
    }

    @Override
    public double estimateSeconds(List<Trial> trials) {
      return 60;
    }

    @Override
    public void run(List<Trial> trials, boolean networks, Consumer<FinishedTrial> finished)
        throws InterruptedException {
      local.run(
          trials,
          networks,
          trial -> {
            finished.accept(trial);
            if (++results == after) Thread.currentThread().interrupt();
          });
    }
  }

  private ResultTable run(Experiment experiment, String to, TrialRunner runner) {
    return experiment.run(folder.resolve(to), runner, said::add);
  }

  private static List<String> weights(ResultTable table) {
    return table.results().stream().map(r -> r.weightsSha256().orElse("")).toList();
  }

  @Test
  void whatRunsBesideATrialDoesNotChangeIt() {
    ResultTable alone = run(small().build(), "alone", new LocalRunner(1));
    ResultTable beside = run(small().build(), "beside", new LocalRunner(4));

    assertThat(weights(beside)).isEqualTo(weights(alone)).doesNotHaveDuplicates().hasSize(8);
    assertThat(beside.json()).isEqualTo(alone.json());
    assertThat(alone.rows()).hasSize(4);
    assertThat(alone.results().get(0).metrics())
        .containsKeys("accuracy", "loss", "train/accuracy", "train/loss", "first/accuracy");
    assertThat(alone.results().get(0).steps()).isEqualTo(20);
  }

  @Test
  void aKilledExperimentGoesOnToTheSameTable() throws IOException {
    ResultTable whole = run(small().build(), "whole", new LocalRunner(2));
    assertThatThrownBy(() -> run(small().build(), "killed", new Interrupting(3)))
        .isInstanceOf(ExperimentInterruptedException.class)
        .hasMessageContaining("3 of 8 trials are done and kept in " + folder.resolve("killed"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(files("killed")).hasSize(3);

    Interrupting rest = new Interrupting(-1);
    ResultTable resumed = run(small().build(), "killed", rest);
    assertThat(rest.results).isEqualTo(5);
    assertThat(resumed.json()).isEqualTo(whole.json());
    assertThat(resumed).hasToString(whole.toString());
    assertThat(weights(resumed)).isEqualTo(weights(whole));

    Interrupting none = new Interrupting(-1);
    assertThat(run(small().build(), "killed", none)).isEqualTo(resumed);
    assertThat(none.results).isZero();
  }

  private List<Path> files(String in) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(in))) {
      return all.toList();
    }
  }

  @Test
  void theEstimateIsSaidFirst() {
    run(small().seeds(1).build(), "estimate", new LocalRunner(1));
    assertThat(said.get(0)).startsWith("small: 4 trials, 0 of them done, results in ");
    assertThat(said.get(1)).matches("estimated time for the other 4: \\d+ (s|min)");
    assertThat(said).hasSize(6);
    assertThat(said.get(2))
        .startsWith("1/4 width 4 · activation relu seed 0: accuracy 0.")
        .doesNotContain("train/", "first/");
  }

  @Test
  void aTrialThatFailsIsAResult() {
    Experiment rates =
        small()
            .seeds(1)
            .training(
                at ->
                    Training.classification().optimizer(new Sgd(at.get(WIDTH) == 4 ? 1e30 : 0.01)))
            .build();
    ResultTable table = run(rates, "failing", new LocalRunner(2));

    SettingSummary failed = table.rows().get(0);
    assertThat(failed.failed()).isEqualTo(1);
    assertThat(failed.trained()).isZero();
    assertThat(failed.mean()).isNaN();
    assertThat(table.rows().get(2).failed()).isZero();
    assertThat(table.results().get(0).failure().orElseThrow()).contains("step");
    assertThat(table.trialsCsv().lines().skip(1).findFirst().orElseThrow()).startsWith("4,relu,0,");
    Interrupting again = new Interrupting(-1);
    assertThat(run(rates, "failing", again)).isEqualTo(table);
    assertThat(again.results).isZero();
  }

  @Test
  void aBudgetOfSecondsEndsAfterTheEpochThatSpendsIt() {
    Experiment brief = small().seeds(1).budget(Budget.seconds(1e-9)).build();
    ResultTable table = run(brief, "seconds", new LocalRunner(1));
    assertThat(table.results()).allMatch(r -> r.epochs() == 1 && r.steps() == 10);
    Budget both = Budget.epochs(3).within(2);
    assertThat(both).hasToString("3 epochs or 2.0 s");
  }

  @Test
  void passesRunDuringATrial() {
    Experiment pruned =
        small()
            .seeds(1)
            .passes(at -> List.of(new ScheduledPass(1, new MagnitudePruning(0.5))))
            .build();
    ResultTable plain = run(small().seeds(1).build(), "plain", new LocalRunner(2));
    assertThat(weights(run(pruned, "pruned", new LocalRunner(2)))).isNotEqualTo(weights(plain));
  }

  @Test
  void trialsAreValuesWithStableNames() {
    Trial trial = small().build().trials().get(5);
    Trial read = Json.standard().read(Json.standard().text(trial), Trial.class);
    assertThat(read).isEqualTo(trial);
    assertThat(read.id()).isEqualTo(trial.id()).matches("[0-9a-f]{24}");
    assertThat(trial.settings()).isEqualTo(Map.of("width", "4", "activation", "nish"));
    assertThat(trial.seed()).isEqualTo(1);
    assertThat(small().build().trials().stream().map(Trial::id)).doesNotHaveDuplicates();
    assertThat(small().budget(Budget.epochs(3)).build().trials().get(5).id())
        .isNotEqualTo(trial.id());
    Experiment experiment = small().build();
    assertThat(Json.standard().read(Json.standard().text(experiment), Experiment.class))
        .isEqualTo(experiment);
  }

  @Test
  void aDamagedResultIsNamed() throws IOException {
    Experiment one = small().seeds(1).build();
    Path file = folder.resolve(one.trials().get(0).id() + ".json");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> one.run(folder, new Interrupting(-1), said::add))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("delete it to run the trial again");
  }

  @Test
  void whatIsMissingOrTwiceIsSaid() {
    assertThatThrownBy(() -> Experiment.named("x").build()).hasMessageContaining("network(point");
    assertThatThrownBy(() -> small().axis(Axis.of("width", 1)))
        .hasMessageContaining("two axes 'width'");
    assertThatThrownBy(() -> Axis.of("a", 1, 1)).hasMessageContaining("two values '1'");
    assertThatThrownBy(() -> small().seeds(3L, 3L).build())
        .hasMessageContaining("all different; it has 8, 4 of them different");
    Axis<String> other = Axis.of("other", "a");
    assertThatThrownBy(() -> small().data(at -> at.get(other)).build())
        .hasMessageContaining("no axis 'other'; it has [width, activation]");
  }
}
