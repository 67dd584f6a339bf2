package org.espalier.runtime.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.parametrization.Masked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkDiagramTest {
  static Stream<Network> networks() {
    return Networks.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void namesEveryStepWithItsLayerShapeAndParameters(Network network) {
    Shapes drawn = Shapes.of(NetworkDiagram.of(network));

    network
        .summary()
        .rows()
        .forEach(
            row -> {
              assertThat(drawn.texts()).as("name of " + row.name()).contains(row.name());
              assertThat(drawn.texts()).as("shape of " + row.name()).contains(row.shape() + "");
              if (row.parameters() > 1) {
                assertThat(drawn.texts()).contains(Figures.count(row.parameters(), "parameter"));
              }
            });
    assertThat(drawn.label()).contains(network.steps().stream().map(Step::name).toList());
  }

  @Test
  void aMaskShowsItsDensity() {
    Network masked = Network.named("net").vector(8).dense(6).structure(new Masked(0.25)).build();
    assertThat(Shapes.of(NetworkDiagram.of(masked)).texts())
        .contains("54 parameters, density 0.2500");
    assertThat(SummaryView.table(masked.summary())).contains("links", "12 (0.2500)");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void noTwoBoxesOverlapAndNoneLeavesThePicture(Network network) {
    NetworkDiagram diagram = NetworkDiagram.of(network);
    List<Shapes.Box> boxes = Shapes.of(diagram).boxes("box");

    assertThat(boxes).hasSizeGreaterThan(network.steps().size());
    for (Shapes.Box a : boxes) {
      assertThat(a.inside(new Shapes.Box(0, 0, diagram.width(), diagram.height()))).isTrue();
      assertThat(boxes).as("overlap " + a).noneMatch(b -> a != b && a.overlaps(b));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void edgesRunThroughNoBoxAndStayInThePicture(Network network) {
    NetworkDiagram diagram = NetworkDiagram.of(network);
    Shapes drawn = Shapes.of(diagram);
    Shapes.Box card = new Shapes.Box(0, 0, diagram.width(), diagram.height());
    List<Shapes.Box> boxes = drawn.boxes("box");

    assertThat(drawn.edges()).isNotEmpty();
    for (List<double[]> edge : drawn.edges()) {
      for (double[] point : edge) {
        assertThat(card.holds(point)).as("an edge leaves the picture").isTrue();
        assertThat(boxes).as("boxes an edge runs through").noneMatch(box -> box.holds(point));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void textFitsItsBox(Network network) {
    assertThat(Shapes.of(NetworkDiagram.of(network)).textsOutsideTheirBoxes()).isEmpty();
  }

  @Test
  void edgesPointDownFromWhatAStepUses() {
    Shapes drawn = Shapes.of(NetworkDiagram.of(Networks.residual()));

    for (List<double[]> edge : drawn.edges()) {
      for (int i = 1; i < edge.size(); i++) {
        assertThat(edge.get(i)[1]).isGreaterThanOrEqualTo(edge.get(i - 1)[1]);
      }
    }
  }

  @Test
  void aChainIsAStraightLineAlsoBesideAResidual() {
    Shapes drawn = Shapes.of(NetworkDiagram.of(Networks.residual()));

    assertThat(drawn.boxes("box").stream().map(b -> Math.round(b.x() + b.width() / 2)).distinct())
        .hasSize(1);
  }

  @Test
  void marksSharedWeightsWithWhoseTheyAre() {
    Shapes drawn = Shapes.of(NetworkDiagram.of(Networks.siamese()));

    assertThat(drawn.texts()).containsOnlyOnce("weights of encode");
  }

  @Test
  void drawsTheStepsOfABlockInsideItsFrameOrTheBlockAsOneBox() {
    NetworkDiagram diagram = NetworkDiagram.of(Networks.blocks());
    Shapes open = Shapes.of(diagram);
    Shapes closed = Shapes.of(diagram.withClosedBlocks());

    assertThat(open.boxes("frame")).hasSize(2);
    assertThat(open.texts()).contains("squeeze", "first", "second");
    Shapes.Box frame = open.boxes("frame").get(0);
    assertThat(open.boxes("box").stream().filter(b -> b.inside(frame))).hasSize(5);
    assertThat(closed.boxes("frame")).isEmpty();
    assertThat(closed.texts()).contains("first", "second").doesNotContain("squeeze");
  }

  @Test
  void aBlockUsedTwiceCountsItsParametersOnce() {
    Network inner = Network.named("inner").vector(8).layer("fc", new Dense(8)).build();
    Network twice =
        Network.named("twice")
            .vector(8)
            .layer("one", new Block(inner))
            .shared("one", new Block(inner))
            .build();

    List<String> texts = Shapes.of(NetworkDiagram.of(twice)).texts();

    assertThat(texts.stream().filter("72 parameters"::equals)).hasSize(2);
    assertThat(texts).contains("weights of one");
  }

  @Test
  void whatUsersNameIsText() {
    Network hostile =
        new Network(
            "n",
            List.of(InputSpec.of("<in & \"put\">", 4)),
            List.of(new Step("<script>", new Relu(), List.of("<in & \"put\">"))),
            List.of("<script>"));

    Shapes drawn = Shapes.of(NetworkDiagram.of(hostile));

    assertThat(drawn.texts()).contains("<script>", "<in & \"put\">");
    assertThat(drawn.svg()).doesNotContain("<script");
  }

  @Test
  void followsLightAndDark() {
    String svg = NetworkDiagram.of(Networks.residual()).svg("one");

    assertThat(svg).contains("@media (prefers-color-scheme:dark)");
    for (String paint : Shapes.of(svg).paints()) {
      assertThat(svg).as("a dark colour for " + paint).contains("#one [" + paint + "]{");
    }
  }

  @Test
  void equalNetworksDrawEqualBytesAndOthersHaveOtherIds() {
    String svg = NetworkDiagram.of(Networks.residual()).svg();

    assertThat(NetworkDiagram.of(Networks.residual()).svg()).isEqualTo(svg);
    assertThat(NetworkDiagram.of(Networks.residual()))
        .isEqualTo(NetworkDiagram.of(Networks.residual()));
    assertThat(Shapes.of(NetworkDiagram.of(Networks.siamese())).id())
        .isNotEqualTo(Shapes.of(svg).id());
  }

  @Test
  void aNetworkOfOneStepAndOneOfNoneAreDrawn() {
    assertThat(
            Shapes.of(NetworkDiagram.of(Network.named("one").vector(3).dense(1).build())).texts())
        .contains("dense1", "output");
    Network none = new Network("none", List.of(InputSpec.of("x", 3)), List.of(), List.of("x"));
    assertThat(Shapes.of(NetworkDiagram.of(none)).texts()).contains("x", "output");
  }

  @Test
  void aLongNameIsCutWhereItIsShownAndWholeInItsWords() {
    String name = "encoder.".repeat(12) + "query";
    Network network = Network.named("n").vector(3).layer(name, new Dense(1)).build();

    Shapes drawn = Shapes.of(NetworkDiagram.of(network));

    assertThat(drawn.texts()).anyMatch(t -> t.startsWith("encoder.") && t.endsWith("…"));
    assertThat(drawn.titles()).anyMatch(t -> t.startsWith(name + ": dense, 1 unit"));
  }

  @Test
  void savesByExtension(@TempDir Path folder) throws Exception {
    NetworkDiagram diagram = NetworkDiagram.of(Networks.siamese());
    diagram.saveTo(folder.resolve("n.svg"));
    diagram.saveTo(folder.resolve("n.png"));

    assertThat(Files.readString(folder.resolve("n.svg"))).isEqualTo(diagram.svg());
    assertThat(Files.readAllBytes(folder.resolve("n.png"))).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void aStepMayUseAValueTwice() {
    Network twice =
        Network.named("square")
            .vector(3)
            .then("sum", Lambda.of("square", InputSpec.of("x", 3).type(), x -> x.times(x)))
            .build();
    assertThat(Shapes.of(NetworkDiagram.of(twice)).texts()).contains("sum");
    var builder = Network.named("twice").vector(3);
    assertThat(Shapes.of(NetworkDiagram.of(builder.add(builder).build())).texts()).contains("add1");
  }
}
