package org.espalier.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.espalier.dsl.topology.CutOff;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.api.Test;

/** What is told about a network's wiring. */
class TopologyTest {
  private static final Nd FIRST = new Nd(new long[] {3, 2}, new double[] {1, 0, -2, 0.5, 0, 0});
  private static final Nd SECOND = new Nd(new long[] {2, 2}, new double[] {3, 0, 0, 0});

  @Test
  void degreesStrengthsAndPathsOfAChain() {
    Topology found = Topology.of(List.of(FIRST, SECOND));

    LayerTopology layer = found.layers().get(0);
    assertThat(layer.links()).isEqualTo(3);
    assertThat(layer.density()).isEqualTo(0.5);
    assertThat(layer.inDegree().values()).containsExactly(2, 1);
    assertThat(layer.outDegree().values()).containsExactly(1, 2, 0);
    assertThat(layer.inStrength().values()).containsExactly(3, 0.5);
    assertThat(layer.outStrength().values()).containsExactly(1, 2.5, 0);
    assertThat(layer.unlinkedSources()).isEqualTo(1);
    assertThat(found.layers().get(1).unlinkedUnits()).isEqualTo(1);
    WholeTopology whole = found.whole();
    assertThat(whole.units()).isEqualTo(7);
    assertThat(whole.edges()).isEqualTo(4);
    assertThat(whole.hiddenDegree().values()).containsExactly(3, 1);
    assertThat(whole.paths().orElseThrow().number()).isEqualTo(2);
    assertThat(whole.paths().orElseThrow().shortest()).isEqualTo(2);
    assertThat(whole.centrality().max()).isLessThan(1);
    assertThat(found.cutOffs())
        .extracting(CutOff::kind)
        .containsExactly(CutOff.Kind.UNHEARD, CutOff.Kind.OUTPUT);
  }

  @Test
  void saysItInWords() {
    String text = Topology.of(List.of(FIRST, SECOND)).toString();

    assertThat(text)
        .contains("masks: links by layer", "layer 1", "1.5 (1–2)")
        .contains("paths from inputs to outputs", "modularity")
        .contains("warning: layer 1: unit 1 of 2 reaches no output")
        .contains("warning: layer 2: output 1 of 2 hears no input");
  }

  @Test
  void aNetworkThatNothingGetsThroughHasNoShortestPath() {
    Topology found = Topology.of(List.of(FIRST, SECOND.map(w -> 0)));

    assertThat(found.whole().paths().orElseThrow().number()).isZero();
    assertThat(found.toString()).contains("none");
  }

  @Test
  void branchesHavePathsOfDifferentLengths() {
    Network network =
        new Network(
            "net",
            List.of(InputSpec.of("x", 4)),
            List.of(
                new Step("a", new Dense(4, new Relu()), List.of("x")),
                new Step("sum", new Add(), List.of("a", "x")),
                new Step("out", new Dense(3), List.of("sum"))),
            List.of("out"));

    WholeTopology whole = Topology.of(start(network)).whole();

    assertThat(whole.paths().orElseThrow().shortest()).isEqualTo(1);
    assertThat(whole.paths().orElseThrow().number()).isEqualTo(4 * 3 + 4 * 4 * 3);
  }

  @Test
  void whatIsNotKnownOfTheWholeIsSaidAndTheLayersAreTold() {
    Type four = new Type(DType.FLOAT32, Shape.of(InputSpec.BATCH, Dim.of(4)));
    Network network =
        new Network(
            "net",
            List.of(InputSpec.of("x", 4)),
            List.of(
                new Step("a", new Dense(4), List.of("x")),
                new Step("half", Lambda.of("half", four, e -> e.slice(1, 0, 2)), List.of("a")),
                new Step("out", new Dense(3), List.of("half"))),
            List.of("out"));

    Topology found = Topology.of(start(network));

    assertThat(found.layers()).extracting(LayerTopology::links).containsExactly(16L, 6L);
    assertThat(found.whole().paths()).isEmpty();
    assertThat(found.cutOffs()).isEmpty();
    assertThat(found.notes())
        .anyMatch(n -> n.contains("not followed at 'net/half'"))
        .anyMatch(n -> n.contains("paths are not counted"));
  }

  @Test
  void histogramsHoldEveryUnit() {
    Topology found = Topology.of(List.of(FIRST, SECOND));

    assertThat(found.plotDegrees().description()).contains("layer 1", "layer 2");
    assertThat(found.plotStrengths().title()).contains("strength");
    OverUnits many = new OverUnits(new double[] {0, 0.5, 1, 100, 100});
    assertThat(
            OverUnits.histogram(List.of("a"), List.of(many)).stream()
                .mapToDouble(bar -> bar.value())
                .sum())
        .isEqualTo(5);
    OverUnits same = new OverUnits(new double[] {0.3, 0.3});
    assertThat(OverUnits.histogram(List.of("a"), List.of(same)).get(0).value()).isEqualTo(2);
  }

  @Test
  void aTrainingsWiringIsRecordedAndCompared() {
    Dataset digits = DataSpec.parse("digits:train=60,test=10").load().train();
    Network network =
        Network.named("net").image(28, 28, 1).flatten().dense(12, new Relu()).dense(10).build();
    try (Model model = Espalier.compile(network, Training.classification().seed(1))) {
      TopologyLog log = TopologyLog.of(model);
      model.fit(digits, Fit.epochs(2).pass(1, new MagnitudePruning(0.3)).callback(log));
      Evolution evolution = log.evolution();

      assertThat(log.stages()).extracting(Stage::epoch).containsExactly(0L, 1L, 2L);
      // Of a full layer to one of density d: 1 − d, whatever is matched.
      assertThat(evolution.distances()[0][1]).isCloseTo(0.7, within(0.01));
      assertThat(evolution.distances()[1][2]).as("pruned links stay pruned").isZero();
      assertThat(evolution.embedding()).hasDimensions(3, 2);
      assertThat(evolution.toString()).contains("from the epoch before", "0.7");
      assertThat(evolution.html()).contains("Distance of wirings", "Wirings by distance");
      assertThat(Evolution.of(log, TopologyLog.of("other", model)).plotDistances().description())
          .contains("4");
    }
  }

  private static Snapshot start(Network network) {
    Network masked = network.parametrize("**/kernel", new Masked(1));
    return Snapshot.initial(masked, Training.classification());
  }

  @Test
  void maskedClassesAreWarnedOfWithTheirPath() {
    Network network = Network.named("net").vector(3).dense(2).build();
    Snapshot snapshot = start(network);
    Tensor mask = snapshot.array(Masked.path("net/dense1/kernel"));
    Nd cut = new Nd(mask.dims(), new double[] {1, 0, 1, 0, 1, 0});

    Topology found =
        Topology.of(
            snapshot.with(Map.of(Masked.path("net/dense1/kernel"), Tensor.of(mask.dtype(), cut))));

    assertThat(found.remarks())
        .containsExactly("warning: net/dense1/kernel: output 1 of 2 hears no input");
  }
}
