package org.espalier.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.topology.NnstdOptions;
import org.espalier.runtime.experiment.Axis;
import org.espalier.runtime.experiment.Between;
import org.espalier.runtime.experiment.Budget;
import org.espalier.runtime.experiment.Experiment;
import org.espalier.runtime.experiment.FinishedTrial;
import org.espalier.runtime.experiment.LocalRunner;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.PairTable;
import org.espalier.runtime.experiment.ResultTable;
import org.espalier.runtime.experiment.Trial;
import org.espalier.runtime.experiment.TrialResult;
import org.espalier.runtime.experiment.TrialRunner;
import org.espalier.runtime.fit.ScheduledPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Distances of wirings between seeds and along a training. */
class TopologyDistancesTest {
  private static final String KERNEL = "net/hidden/kernel";
  private static final TopologyDistances DISTANCES = new TopologyDistances();

  @TempDir Path folder;

  private static Network network(int hidden) {
    return Network.named("net").vector(3).dense("hidden", hidden).dense("out", 2).build();
  }

  private static Network masked(int hidden) {
    return network(hidden).parametrize("hidden/kernel", new Masked(1));
  }

  private static Snapshot start(Network network) {
    return Snapshot.initial(network, Training.classification());
  }

  /** Three inputs and two hidden units with these links, row by row. */
  private static Snapshot linked(double... links) {
    Nd mask = new Nd(new long[] {3, 2}, links);
    return start(masked(2)).with(Map.of(Masked.path(KERNEL), Tensor.of(DType.FLOAT32, mask)));
  }

  /** Units hear {0, 1} and {2}. */
  private static final Snapshot ONE = linked(1, 0, 1, 0, 0, 1);

  /** Units hear {2} and {0}. */
  private static final Snapshot OTHER = linked(0, 1, 0, 0, 1, 0);

  /** By hand: {2} meets {2} at 0 and {0, 1} meets {0} at 1/2; the dense layer does not count. */
  @Test
  void ofTwoNetworks() {
    assertThat(DISTANCES.of(ONE, OTHER)).isEqualTo(Map.of("nnstd", 0.25, "nnstd/" + KERNEL, 0.25));
    assertThat(DISTANCES.of(ONE, ONE)).containsEntry("nnstd", 0.0);
    Snapshot stored = new LinkedStorage(1).plan(ONE).apply(ONE);
    assertThat(DISTANCES.of(stored, OTHER)).isEqualTo(DISTANCES.of(ONE, OTHER));
    assertThat(DISTANCES.of(start(network(2)), ONE)).containsOnlyKeys("nnstd", "nnstd/" + KERNEL);
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    assertThatThrownBy(() -> DISTANCES.of(start(network(2)), start(network(2))))
        .hasMessageContaining("none of [" + KERNEL + ", net/out/kernel] is masked or stored by")
        .hasMessageContaining("Sparsity.erdosRenyi(0.1).on(network)");
    assertThatThrownBy(() -> DISTANCES.of(ONE, start(masked(4))))
        .hasMessageContaining("the number of units of '" + KERNEL + "'")
        .hasMessageContaining("expected to be 2 as in the first, but is 4 in the second")
        .hasMessageContaining("NnstdOptions.PUBLISHED.withPadding()");
    TopologyDistances padded = new TopologyDistances(NnstdOptions.PUBLISHED.withPadding());
    assertThat(padded.of(ONE, start(masked(4)))).containsKey("nnstd");
  }

  /** Gives out networks as trained elsewhere, one a seed. */
  private record Elsewhere(List<Snapshot> networks) implements TrialRunner {
    @Override
    public double estimateSeconds(List<Trial> trials) {
      return 0;
    }

    @Override
    public void run(List<Trial> trials, boolean asked, Consumer<FinishedTrial> finished) {
      assertThat(asked).isTrue();
      for (Trial trial : trials) {
        Snapshot network = networks.get((int) trial.seed());
        TrialResult result =
            new TrialResult(
                trial.id(),
                trial.settings(),
                trial.seed(),
                Map.of("accuracy", 0.5),
                1,
                1,
                0,
                Optional.of(network.weightsSha256()),
                Optional.empty());
        finished.accept(new FinishedTrial(result, Optional.of(network)));
      }
    }
  }

  private static Experiment seeds(int seeds) {
    return Experiment.named("made up")
        .axis(Axis.of("net", "a"))
        .seeds(seeds)
        .network(at -> masked(2))
        .between(DISTANCES)
        .build();
  }

  /** By hand: 1/4, 0 and 1/4 have the mean 1/6 and, over 2, squares that sum up to 1/24. */
  @Test
  void ofEveryTwoSeeds() {
    seeds(3).run(folder, new Elsewhere(List.of(ONE, OTHER, ONE)), line -> {});
    PairTable pairs = seeds(3).pairs(folder);

    assertThat(pairs.csv().lines())
        .containsExactly(
            "net,first,second,nnstd/net/hidden/kernel,nnstd",
            "a,0,1,0.25,0.25",
            "a,0,2,0.0,0.0",
            "a,1,2,0.25,0.25");
    assertThat(pairs.rows().get(1).pairs()).isEqualTo(3);
    assertThat(pairs.rows().get(1).mean()).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(pairs.rows().get(1).standardDeviation())
        .isCloseTo(Math.sqrt(1.0 / 48), within(1e-12));
    assertThat(pairs.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "net|between seeds|pairs|mean|sd",
            "a|nnstd/net/hidden/kernel|3|0.1667|0.1443",
            "a|nnstd|3|0.1667|0.1443");
    assertThat(pairs.html()).contains("between the networks of every two seeds");
    Json json = Json.standard();
    assertThat(json.read(json.text(pairs), PairTable.class)).isEqualTo(pairs);
  }

  @Test
  void thePairThatCannotBeComparedIsNamed() {
    List<Snapshot> nets = new ArrayList<>(List.of(ONE, OTHER, start(masked(4))));
    seeds(3).run(folder, new Elsewhere(nets), line -> {});
    assertThatThrownBy(() -> seeds(3).pairs(folder))
        .hasMessageContaining("experiment 'made up', {net=a}, seeds 0 and 2: the distance of")
        .hasMessageContaining("is expected to be 2 as in the first, but is 4");
  }

  @Test
  void aTrainingsDriftIsMeasuredEveryEpoch() {
    Axis<Boolean> evolved = Axis.of("evolved", false, true);
    Network dense = Network.named("net").image(28, 28, 1).flatten().dense(8).dense(10).build();
    ResultTable table =
        Experiment.named("drift")
            .axis(evolved)
            .seeds(1)
            .network(at -> Sparsity.epsilon(2).on(dense))
            .passes(
                at ->
                    at.get(evolved)
                        ? List.of(new ScheduledPass(1, new SparseEvolution(0.3)).until(2))
                        : List.of())
            .data("digits:train=100,test=50")
            .batch(20)
            .budget(Budget.epochs(3))
            .measure(new TopologyDrift())
            .build()
            .run(folder, new LocalRunner(1), line -> {});
    TrialResult fixed = table.results().get(0);
    TrialResult moved = table.results().get(1);
    for (int epoch = 1; epoch <= 3; epoch++) {
      assertThat(fixed.metric("epoch/" + epoch + "/nnstd/fromStart")).isZero();
    }
    double first = moved.metric("epoch/1/nnstd/fromStart");
    assertThat(first).isEqualTo(moved.metric("epoch/1/nnstd/fromEpochBefore")).isPositive();
    assertThat(moved.metric("epoch/2/nnstd/fromStart")).isGreaterThan(first);
    assertThat(moved.metric("epoch/3/nnstd/fromEpochBefore")).as("no pass there").isZero();
    assertThat(moved.metric("nnstd/fromStart")).isEqualTo(moved.metric("epoch/2/nnstd/fromStart"));
  }

  @Test
  void bothAreValues() {
    Json json = Json.standard();
    assertThat(json.read(json.write(DISTANCES), Between.class)).isEqualTo(DISTANCES);
    assertThat(json.read(json.write(new TopologyDrift()), Measure.class))
        .isEqualTo(new TopologyDrift());
  }
}
