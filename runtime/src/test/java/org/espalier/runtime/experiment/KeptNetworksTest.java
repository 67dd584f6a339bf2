package org.espalier.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks beside results. */
class KeptNetworksTest {
  private static final Axis<Integer> WIDTH = Axis.of("width", 3, 5);

  @TempDir Path folder;

  private int ran;

  /** How many steps each has behind it. */
  record Steps() implements Between {
    @Override
    public Map<String, Double> of(Snapshot first, Snapshot second) {
      return Map.of("steps", (double) first.progress().steps() + second.progress().steps());
    }
  }

  private static ExperimentBuilder small() {
    return Experiment.named("small")
        .axis(WIDTH)
        .seeds(2)
        .network(
            at ->
                Network.named("net")
                    .image(28, 28, 1)
                    .flatten()
                    .dense(at.get(WIDTH))
                    .dense(10)
                    .build())
        .data("digits:train=100,test=50")
        .batch(20)
        .budget(Budget.epochs(1));
  }

  /** The local runner, counting what it is given, and perhaps keeping networks for itself. */
  private final class Counting implements TrialRunner {
    private final boolean forgetful;

    Counting(boolean forgetful) {
      this.forgetful = forgetful;
    }

    @Override
    public double estimateSeconds(List<Trial> trials) {
      return 1;
    }

    @Override
    public void run(List<Trial> trials, boolean networks, Consumer<FinishedTrial> finished)
        throws InterruptedException {
      ran += trials.size();
      new LocalRunner(1).run(trials, networks && !forgetful, finished);
    }
  }

  private ResultTable run(Experiment experiment) {
    ran = 0;
    return experiment.run(folder, new Counting(false), line -> {});
  }

  private Path file(ResultTable table, int trial, String ending) {
    return folder.resolve(table.results().get(trial).trial() + ending);
  }

  @Test
  void eachTrialKeepsWhatItTrained() {
    ResultTable table = run(small().keepNetworks().build());
    for (int i = 0; i < 4; i++) {
      Snapshot kept = Snapshot.load(file(table, i, ".espalier"));
      assertThat(table.results().get(i).weightsSha256()).contains(kept.weightsSha256());
      assertThat(kept.progress().steps()).isEqualTo(5);
    }
  }

  @Test
  void aResultWithoutItsNetworkIsRunAgainToTheSameOne() throws IOException {
    ResultTable bare = run(small().build());
    assertThat(file(bare, 0, ".espalier")).doesNotExist();

    ResultTable kept = run(small().keepNetworks().build());
    assertThat(ran).as("the same trials, with networks").isEqualTo(4);
    assertThat(kept.json()).isEqualTo(bare.json());
    Snapshot first = Snapshot.load(file(kept, 0, ".espalier"));

    Files.delete(file(kept, 0, ".espalier"));
    Files.delete(file(kept, 3, ".json"));
    run(small().keepNetworks().build());
    assertThat(ran).isEqualTo(2);
    assertThat(Snapshot.load(file(kept, 0, ".espalier")).arrays()).isEqualTo(first.arrays());

    run(small().build());
    assertThat(ran).as("results alone are asked for").isZero();
  }

  @Test
  void aTrialThatFailedHasNoNetworkAndIsInNoPair() {
    Experiment failing =
        small()
            .seeds(3)
            .training(
                at ->
                    Training.classification().optimizer(new Sgd(at.get(WIDTH) == 3 ? 1e30 : 0.01)))
            .between(new Steps())
            .build();
    ResultTable table = run(failing);
    assertThat(table.rows().get(0).failed()).isEqualTo(3);
    assertThat(file(table, 0, ".espalier")).doesNotExist();
    run(failing);
    assertThat(ran).isZero();

    PairTable pairs = failing.pairs(folder);
    assertThat(pairs.pairs()).hasSize(3).allMatch(p -> p.settings().equals(Map.of("width", "5")));
    assertThat(pairs.rows()).containsExactly(summary("5", 3, 10, 0));
  }

  private static PairSummary summary(String width, int pairs, double mean, double sd) {
    return new PairSummary(Map.of("width", width), "steps", pairs, mean, sd);
  }

  @Test
  void whatCannotBeComparedIsNamed() throws IOException {
    Experiment compared = small().between(new Steps()).build();
    assertThatThrownBy(() -> compared.pairs(folder))
        .hasMessageContaining("no kept network of {width=3} seed 0 in " + folder)
        .hasMessageContaining("run it first, with run(folder)");

    ResultTable table = run(compared);
    Path first = file(table, 0, ".espalier");
    Files.copy(file(table, 2, ".espalier"), first, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> compared.pairs(folder))
        .hasMessageContaining(first + " is not the network of its trial")
        .hasMessageContaining("not those that the result tells of; delete it to run the trial");
    Files.writeString(first, "no snapshot");
    assertThatThrownBy(() -> compared.pairs(folder))
        .hasMessageContaining(first + " is not the network of its trial")
        .hasMessageContaining("delete it to run the trial again");
  }

  @Test
  void aRunnerThatForgetsTheNetworkIsTold() {
    Experiment kept = small().keepNetworks().build();
    assertThatThrownBy(() -> kept.run(folder, new Counting(true), line -> {}))
        .hasMessageContaining("gave trial {width=3} seed 0 without one")
        .hasMessageContaining("new FinishedTrial(result, Optional.of(network))");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void comparingNeedsNetworksAndChangesNoTrial() {
    List<Trial> trials = small().build().trials();
    Experiment compared = small().between(new Steps()).build();
    assertThat(compared.trials()).isEqualTo(trials);
    assertThat(compared.networks()).isTrue();
    assertThatThrownBy(() -> new Experiment("x", trials, false, List.of(new Steps())))
        .hasMessageContaining("compares trained networks by [Steps[]] but keeps none");
    Json json = Json.standard().with(Steps.class);
    assertThat(json.read(json.text(compared), Experiment.class)).isEqualTo(compared);
  }
}
