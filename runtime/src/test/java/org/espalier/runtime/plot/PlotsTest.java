package org.espalier.runtime.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PlotsTest {
  private static final double[] EPOCHS = {1, 2, 3};

  private static Plot twoLines() {
    return Plots.curves(
        "Loss",
        "epoch",
        "loss (nats)",
        Series.line("training", EPOCHS, new double[] {0.3, 0.1, 0.05}),
        Series.dashed("validation", EPOCHS, new double[] {0.2, 0.12, 0.1}));
  }

  /** Paths with a stroke in this colour, which are lines and not legend keys or markers. */
  private static List<Element> lines(Svg svg, String colour) {
    return svg.all(
        "path",
        e ->
            e.getAttribute("stroke").equals(colour)
                && e.getAttribute("fill").equals("none")
                && e.getAttribute("d").contains("L"));
  }

  @Test
  void curvesCarryLabelsLegendWholeEpochsAndOneLineForEachSeries() {
    Svg svg = Svg.of(twoLines());
    assertThat(svg.texts()).contains("Loss", "epoch", "loss (nats)", "training", "validation");
    assertThat(svg.texts("axis-text-x")).containsExactly("1", "2", "3");
    assertThat(lines(svg, Palette.series(0))).hasSize(1);
    assertThat(lines(svg, Palette.series(1))).hasSize(1);
    assertThat(svg.root().getAttribute("role")).isEqualTo("img");
    assertThat(svg.root().getAttribute("aria-label"))
        .contains("training from 0.3 at 1 to 0.05 at 3");
    assertThat(svg.root().getAttribute("viewBox")).isEqualTo("0 0 640 380");
  }

  @Test
  void oneSeriesNeedsNoLegend() {
    Plot plot = Plots.curves("Loss", "epoch", "loss (nats)", Series.line("only", EPOCHS, EPOCHS));
    assertThat(Svg.of(plot).texts()).doesNotContain("only");
  }

  @Test
  void nanBreaksTheLineAndItsBand() {
    double[] x = DoubleStream.iterate(0, v -> v + 1).limit(50).toArray();
    double[] y = x.clone();
    y[20] = Double.NaN;
    double[] lower = IntStream.range(0, 50).mapToDouble(i -> y[i] - 1).toArray();
    double[] upper = IntStream.range(0, 50).mapToDouble(i -> y[i] + 1).toArray();
    Plot plot =
        Plots.curves("Gap", "step", "loss (nats)", Series.line("a", x, y).withBand(lower, upper));
    Svg svg = Svg.of(plot);
    assertThat(lines(svg, Palette.series(0))).hasSize(2);
    assertThat(
            svg.all(
                "path",
                e ->
                    e.getAttribute("fill").equals(Palette.series(0))
                        && e.getAttribute("fill-opacity").equals("0.18")))
        .hasSize(2);
  }

  @Test
  void aPointAloneBetweenGapsIsStillSeen() {
    double[] x = DoubleStream.iterate(0, v -> v + 1).limit(50).toArray();
    double[] y = new double[50];
    java.util.Arrays.fill(y, Double.NaN);
    y[7] = 3;
    y[30] = 4;
    y[31] = 5;
    Svg svg = Svg.of(Plots.curves("Alone", "step", "loss (nats)", Series.line("a", x, y)));
    assertThat(svg.all("circle").size() + svg.all("use").size()).isEqualTo(1);
  }

  @Test
  void barsHaveOneRectangleEachAndErrorBarsWhereGiven() {
    Plot plot =
        Plots.bars(
            "Accuracy",
            "activation",
            "accuracy (%)",
            Bar.of("relu", 98).inGroup("mlp").withError(1),
            Bar.of("relu", 99).inGroup("cnn"),
            Bar.of("nish", -2).inGroup("mlp").withInterval(-3, 1));
    Svg svg = Svg.of(plot);
    assertThat(svg.texts())
        .contains("Accuracy", "activation", "accuracy (%)", "relu", "nish", "mlp", "cnn");
    assertThat(barsOf(svg, Palette.series(0))).hasSize(2);
    assertThat(barsOf(svg, Palette.series(1))).hasSize(1);
    assertThat(plot.description()).contains("relu (mlp) 98 [97 to 99]").contains("nish (mlp) -2");
    Element tall = barsOf(svg, Palette.series(0)).get(0);
    Element low = barsOf(svg, Palette.series(0)).get(1);
    double ratio =
        Double.parseDouble(tall.getAttribute("height"))
            / Double.parseDouble(low.getAttribute("height"));
    assertThat(ratio).isBetween(48.0, 50.0);
  }

  /** Bars are wider than a legend key. */
  private static List<Element> barsOf(Svg svg, String colour) {
    return svg.all(
        "rect",
        e ->
            e.getAttribute("fill").equals(colour)
                && Double.parseDouble(e.getAttribute("width")) > 24);
  }

  @Test
  void heatMapHasACellForEachValueNamesTextAndAKey() {
    double[][] values = {{0, 0.5, 1}, {1, Double.NaN, 0}};
    String[][] text = {{"a", "b", "c"}, {"d", null, ""}};
    Cells cells =
        Cells.of(values)
            .withRowNames(List.of("up", "down"))
            .withColumnNames(List.of("left", "middle", "right"))
            .withText(text);
    Svg svg = Svg.of(Plots.heatMap("Map", "column", "row", "share (%)", cells));
    assertThat(svg.texts())
        .contains("Map", "column", "row", "share (%)", "up", "down", "left", "middle", "right")
        .contains("a", "b", "c", "d");
    List<Element> drawn = svg.all("rect", e -> e.getAttribute("stroke").equals("#ffffff"));
    assertThat(drawn).hasSize(6);
    assertThat(drawn.stream().filter(e -> e.getAttribute("fill").equals(Palette.MISSING)))
        .hasSize(1);
    Element top = drawn.get(0);
    Element below = drawn.get(3);
    assertThat(Double.parseDouble(top.getAttribute("y")))
        .isLessThan(Double.parseDouble(below.getAttribute("y")));
  }

  @Test
  void aLargeHeatMapIsOneImage() {
    Svg svg = Svg.of(Plots.heatMap("Big", "in", "out", "weight (no unit)", new double[100][80]));
    assertThat(svg.all("image")).hasSize(1);
    assertThat(svg.texts("axis-text-x")).contains("0", "10", "70").doesNotContain("1");
  }

  @Test
  void cellsOfOneValueAreDrawnToo() {
    for (double value : new double[] {0, 1, -2}) {
      double[][] same = {{value, value}, {value, value}};
      Svg svg = Svg.of(Plots.heatMap("Same", "in", "out", "weight (no unit)", same));
      List<Element> cells = svg.all("rect", e -> e.getAttribute("stroke").equals("#ffffff"));
      assertThat(cells).hasSize(4);
      assertThat(cells.stream().map(e -> e.getAttribute("fill")).distinct()).hasSize(1);
    }
  }

  @Test
  void textIsEscapedAndKeptWhole() {
    Plot plot =
        Plots.curves(
            "a < b & \"c\" > 'd'", "x (<m>)", "y & z (1/s)", Series.line("<s>", EPOCHS, EPOCHS));
    assertThat(Svg.of(plot).texts()).contains("a < b & \"c\" > 'd'", "x (<m>)", "y & z (1/s)");
    assertThat(Svg.of(plot).root().getAttribute("aria-label")).startsWith("a < b & \"c\" > 'd'. ");
  }

  @Test
  void equalPlotsDrawEqualBytesAndAnotherIdShares() {
    assertThat(twoLines()).isEqualTo(twoLines()).hasSameHashCodeAs(twoLines());
    assertThat(twoLines().svg()).isEqualTo(twoLines().svg());
    String one = twoLines().svg("one");
    String two = twoLines().svg("two");
    assertThat(ids(one)).allMatch(id -> id.startsWith("one"));
    Set<String> shared = new HashSet<>(ids(one));
    shared.retainAll(ids(two));
    assertThat(shared).isEmpty();
    for (String id : referenced(one)) {
      assertThat(ids(one)).contains(id);
    }
    assertThat(referenced(one)).isNotEmpty();
  }

  @Test
  void everyStyleRuleStaysInsideThePicture() {
    String style = Svg.of(twoLines().svg("fig")).all("style").get(0).getTextContent();
    assertThat(style.lines().filter(l -> !l.isBlank() && !l.startsWith("@") && !l.equals("}")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("#fig"));
    assertThat(style).contains("prefers-color-scheme:dark");
  }

  @Test
  void asksForNothingOutsideItself() {
    for (Plot plot : List.of(twoLines(), Plots.heatMap("m", "x", "y", "v", new double[60][60]))) {
      String outside = plot.svg().replace("http://www.w3.org/2000/svg", "");
      assertThat(outside.replace("http://www.w3.org/1999/xlink", "")).doesNotContain("http");
      assertThat(outside).doesNotContain("<script").doesNotContain("@import");
    }
  }

  @Test
  void anotherSizeIsLaidOutAnew() {
    Plot wide = twoLines().withSize(900, 300);
    assertThat(Svg.of(wide).root().getAttribute("viewBox")).isEqualTo("0 0 900 300");
    assertThat(wide).isNotEqualTo(twoLines());
    assertThat(twoLines().withSize(640, 380)).isEqualTo(twoLines());
  }

  @Test
  void longTitlesAndLabelsAreBrokenIntoLines() {
    String title = "word ".repeat(30).strip();
    Svg svg = Svg.of(Plots.curves(title, "x (m)", "y (m)", Series.line("a", EPOCHS, EPOCHS)));
    assertThat(svg.texts("plot-title")).hasSizeGreaterThan(1);
    assertThat(String.join(" ", svg.texts("plot-title"))).isEqualTo(title);
  }

  private static Set<String> ids(String svg) {
    return found(svg, " id=\"([^\"]+)\"");
  }

  private static Set<String> referenced(String svg) {
    return found(svg, "url\\(#([^)]+)\\)");
  }

  private static Set<String> found(String text, String pattern) {
    Set<String> found = new HashSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
