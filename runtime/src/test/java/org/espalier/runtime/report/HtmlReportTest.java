package org.espalier.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.plot.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final Plot PLOT =
      Plots.curves(
          "Loss",
          "epoch",
          "loss (nats)",
          Series.line("a", new double[] {1, 2}, new double[] {3, 4}));

  @Test
  void saysWhatItWasToldInOrder() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("test accuracy", "98.9 %");
    facts.put("parameters", 1_663_370);
    String html =
        HtmlReport.titled("lenet")
            .lead("Trained for 3 epochs.")
            .section("Result")
            .facts(facts)
            .section("Epochs")
            .table("By epoch", List.of("epoch", "note"), List.of(List.of(1, "first")))
            .preformatted("Summary", "conv1  832\n")
            .text("One.\n\nTwo.")
            .plots(PLOT)
            .build()
            .html();
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .containsSubsequence(
            "<title>lenet</title>",
            "<h1>lenet</h1>",
            "Trained for 3 epochs.",
            "<h2 id=\"section-1\">Result</h2>",
            "<dt>test accuracy</dt><dd>98.9 %</dd>",
            "<dt>parameters</dt><dd>1663370</dd>",
            "<h2 id=\"section-2\">Epochs</h2>",
            ">By epoch</caption>",
            "<th scope=\"col\" class=\"number\"",
            "text-align:right\">epoch</th><th scope=\"col\" style=",
            "text-align:left\">note</th>",
            "<td class=\"number\"",
            ">1</td><td style=",
            ">first</td>",
            "conv1  832\n</pre>",
            "<p>One.</p>\n<p>Two.</p>",
            "<svg",
            "role=\"img\"",
            "</html>");
    assertThat(html.split("<section", -1)).hasSameSizeAs(html.split("</section>", -1));
  }

  @Test
  void escapesEveryKindOfText() {
    String bad = "<script>alert('1')</script> & \"q\"";
    String html =
        HtmlReport.titled(bad)
            .lead(bad)
            .section(bad)
            .text(bad)
            .facts(Map.of(bad, bad))
            .table(bad, List.of(bad), List.of(List.of(bad)))
            .preformatted(bad, bad)
            .plot(PLOT, bad)
            .section("second")
            .build()
            .html();
    assertThat(html).doesNotContain("<script").doesNotContain("\"q\"");
    assertThat(html.split("&lt;script&gt;alert\\(&#39;1&#39;\\)&lt;/script&gt; &amp;", -1))
        .hasSize(16);
  }

  @Test
  void equalPlotsDoNotShareIds() {
    String html = HtmlReport.titled("t").section("s").plots(PLOT, PLOT).build().html();
    assertThat(html).containsOnlyOnce("id=\"plot1\"").containsOnlyOnce("id=\"plot2\"");
  }

  @Test
  void forbidsItselfTheNetwork() {
    String html = HtmlReport.titled("t").section("s").plots(PLOT).build().html();
    assertThat(html).contains("default-src 'none'");
    assertThat(html.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", ""))
        .satisfies(
            rest ->
                assertThat(rest.replace("http://www.w3.org/1999/xlink", ""))
                    .doesNotContain("http"));
  }

  @Test
  void savesWhole(@TempDir Path folder) {
    HtmlReport report = HtmlReport.titled("grün").text("Text.").build();
    report.saveTo(folder.resolve("deep/report.html"));
    assertThat(folder.resolve("deep/report.html")).hasContent(report.html());
    assertThat(folder.resolve("deep").toFile().list()).containsExactly("report.html");
  }

  @Test
  void refusesWhatIsEmptyOrDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HtmlReport.titled(" "))
        .withMessageContaining("title");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HtmlReport.titled("t").plots(List.of()))
        .withMessageContaining("at least one plot");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> HtmlReport.titled("t").table("c", List.of("a", "b"), List.of(List.of("1"))))
        .withMessageContaining("table 'c': row 0 has 1 cells, the header has 2");
  }
}
