package org.espalier.runtime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.coding.Affine;
import org.espalier.dsl.coding.DescriptionLength;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.LayerReport;
import org.espalier.dsl.coding.LearnedLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.Relink;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.topology.LayerDistance;
import org.espalier.dsl.topology.TopologyDistance;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.plot.ConfusionMatrix;
import org.espalier.runtime.report.HtmlReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewsTest {
  private static final String BAD = "<script>alert('1')</script> & \"q\"";

  static Stream<Object> values() {
    float[][][] images = {{{0, 1}, {0.5f, 0}}, {{1, 1}, {1, 0}}};
    Dataset vectors = Dataset.of(new float[][] {{1, 2}, {3, 4}}, new int[] {0, 1}).named(BAD);
    Dataset colours = Dataset.of(new float[3][5][5][3], new int[] {0, 1, 2}).named(BAD);
    return Stream.of(
        Networks.residual(),
        Networks.siamese().summary(),
        NetworkDiagram.of(Networks.blocks()),
        new Nish(),
        new LeakyRelu(0.2),
        history(),
        new History(List.of(), ""),
        plan(),
        new Plan(BAD, List.of()),
        List.of(plan(), plan()),
        new ConfusionMatrix(new int[][] {{3, 1}, {0, 2}}, List.of(BAD, "b")),
        vectors,
        colours,
        new TrainTest(vectors, colours),
        images,
        new Table(BAD, List.of(BAD, "n"), List.of(List.of(BAD, 1))),
        new EspalierException(BAD),
        mismatch(),
        new TopologyDistance(
            List.of(new LayerDistance(BAD, 0.5, 0.6, List.of(1, 0), false)), List.of(BAD)),
        structure(),
        HtmlReport.titled(BAD).lead(BAD).build());
  }

  private static LearnedStructure structure() {
    Tensor square = Tensor.of(new float[] {1, 0, 0, -1}, 2, 2);
    Tensor pair = Tensor.of(new float[] {1, 0.5f}, 2);
    LearnedLayer layer = new LearnedLayer(new Affine(pair, pair, pair), square, square, pair, 1);
    DescriptionLength length = new DescriptionLength(2, 1);
    LayerReport report =
        new LayerReport(
            1,
            2,
            2,
            -0.1,
            -0.2,
            length,
            0.5,
            0.5,
            2,
            0.5,
            Double.NaN,
            1.5,
            List.of(2.0),
            true,
            BAD);
    return new LearnedStructure(
        EfficientCoding.widths(2).groupSize(1).build(),
        List.of(2L, 1L, 1L),
        List.of(layer),
        List.of(report),
        BAD,
        Map.of(BAD, BAD));
  }

  private static History history() {
    Map<String, Double> metrics = Map.of("loss", 0.5, "accuracy", 0.9, "validation/loss", 0.6);
    return new History(List.of(new Epoch(3, metrics, 1.5, 20)), BAD);
  }

  private static Plan plan() {
    Tensor dropped = Tensor.of(new int[] {0, 3}, 2);
    Tensor grown = Tensor.of(new int[] {1}, 1);
    Tensor values = Tensor.of(new float[] {0}, 1);
    Relink relink = new Relink(BAD, Shape.of(2, 2), 3, dropped, grown, values);
    return new Plan(BAD, List.of(relink), List.of(BAD));
  }

  private static ShapeMismatch mismatch() {
    return new ShapeMismatch(
        "'lenet/fc1' (dense, 120 units)",
        "[batch, features] " + BAD,
        "[batch, 5, 5, 16]",
        "  from      'lenet/pool2' (maxPool)\n  so far    image [batch, 28, 28, 1] → fc1 ✗",
        List.of("flatten()", "globalAveragePool()"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyPieceIsWellFormedEscapedAndSelfContained(Object value) {
    String html = Views.html(value).orElseThrow();

    Shapes.of(
        "<div>" + html.replace("xmlns:xlink=", "xmlns:x=").replace("xlink:", "x:") + "</div>");
    assertThat(html).doesNotContainIgnoringCase("<script").doesNotContain("javascript:");
    assertThat(html.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:", "url(h");
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyPieceIsReadableOnLightAndDarkPages(Object value) {
    String html = Views.html(value).orElseThrow();

    for (String svg : html.split("(?=<svg)")) {
      if (svg.startsWith("<svg")) assertThat(svg).contains("@media (prefers-color-scheme:dark)");
    }
    String around = html.replaceAll("(?s)<svg.*?</svg>|srcdoc=.*", "");
    assertThat(around)
        .as("what is around pictures takes the page's colours")
        .doesNotContain("color:#", "background");
  }

  @Test
  void aMismatchIsATableOfWhereExpectedReceivedAndWhatToType() {
    String text = Views.html(mismatch()).orElseThrow().replaceAll("<[^>]*>", "|");

    assertThat(text.replaceAll("\\|+", "|"))
        .containsSubsequence(
            "|where|&#39;lenet/fc1&#39; (dense, 120 units)|",
            "|expected|[batch, features] ",
            "|received|[batch, 5, 5, 16]|",
            "|from|&#39;lenet/pool2&#39; (maxPool)|",
            "|so far|image [batch, 28, 28, 1] → fc1 ✗|",
            "|try|flatten()\nglobalAveragePool()|");
  }

  @Test
  void aHistoryHasCurvesAndTheLastMetrics() {
    String html = Views.html(history()).orElseThrow();

    assertThat(html).contains("Loss by epoch", "Accuracy by epoch", "epoch 3", ">0.9000</td>");
  }

  @Test
  void theMostSpecialViewShowsAValue() {
    assertThat(Views.html(mismatch()).orElseThrow()).contains("<table");
    assertThat(Views.html(new EspalierException("two  words")).orElseThrow())
        .isEqualTo("<p style=\"white-space:pre-wrap\">two  words</p>\n");
  }

  @Test
  void aValueMayKnowItsOwnLooks() {
    Viewable mine = () -> "<b>mine</b>";

    assertThat(Views.html(mine)).contains("<b>mine</b>");
    assertThat(Views.html(List.of(mine, mine))).contains("<b>mine</b><b>mine</b>");
    assertThat(Views.html(Collections.nCopies(25, mine)).orElseThrow())
        .endsWith("… and 5 more</p>\n");
  }

  @Test
  void otherValuesHaveNoLooks() {
    assertThat(Views.html(null)).isEmpty();
    assertThat(Views.html("text")).isEmpty();
    assertThat(Views.html(List.of())).isEmpty();
    assertThat(Views.html(List.of(new Nish(), "text"))).isEmpty();
    assertThat(Views.html(new int[0])).isEmpty();
  }

  @Test
  void showsWhatItHasAPieceFor() {
    assertThat(values()).allMatch(Views::shows);
    assertThat(Stream.of("text", List.of(), List.of(new Nish(), "text"), 3))
        .noneMatch(Views::shows);
    assertThat(Views.shows(null)).isFalse();
  }

  @Test
  void aTableIsTextToo() {
    Table table = new Table("t", List.of("name", "n"), List.of(List.of("long name", 1)));

    assertThat(table).hasToString("name       n\nlong name  1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table("t", List.of("name"), List.of(List.of())))
        .withMessage("table 't': row 0 has 0 cells, the header has 1");
  }

  @Test
  void activationsOfOneKindAreToldApart() {
    List<Activation> two = List.of(new LeakyRelu(0.1), new LeakyRelu(0.2));

    assertThat(ActivationPlots.values(two, -1, 1).svg())
        .contains("leakyRelu, slope 0.1", "leakyRelu, slope 0.2");
  }
}
