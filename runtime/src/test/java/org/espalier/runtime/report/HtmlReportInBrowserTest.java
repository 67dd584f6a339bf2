package org.espalier.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.runtime.plot.ConfusionMatrix;
import org.espalier.runtime.plot.Filters;
import org.espalier.runtime.plot.LearningCurves;
import org.espalier.runtime.plot.Predictions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report in headless Chromium, where there is one. */
class HtmlReportInBrowserTest {
  private static final String PICTURES =
      """
      [...document.querySelectorAll('svg')].map(s => {
        const box = s.getBoundingClientRect();
        const card = getComputedStyle(s.querySelector('path')).fill;
        const title = getComputedStyle(s.querySelector('.plot-title')).fill;
        const inside = [...s.querySelectorAll('text')].every(t => {
          const b = t.getBoundingClientRect();
          return b.left >= box.left && b.right <= box.right && b.top >= box.top
            && b.bottom <= box.bottom;
        });
        return {width: box.width, height: box.height, label: s.getAttribute('aria-label'),
                card, title, inside};
      })""";

  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Browser browser;

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Path> program = Browser.program();
    if (program.isPresent()) {
      browser = Browser.start(program.get(), folder.resolve("profile"));
    }
  }

  @BeforeEach
  void needBrowser() {
    assumeTrue(
        browser != null,
        "SKIPPED: no chromium on the PATH, so no report was opened (apt-get install chromium)");
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path report() {
    double[] loss = {0.3, 0.1, 0.05};
    double[] accuracy = {0.9, 0.95, 0.97};
    int[] truth = {0, 1, 2, 2};
    int[] said = {0, 1, 2, 1};
    float[][][] images = new float[4][8][8];
    images[1][2][3] = 1;
    float[] kernel = new float[5 * 5 * 4];
    kernel[7] = -1;
    Path file = folder.resolve("report.html");
    HtmlReport.titled("A report & its <pictures>")
        .section("Result")
        .facts(Map.of("test accuracy", "97 %"))
        .preformatted("Summary", "conv1  832\n")
        .section("Training")
        .plots(LearningCurves.of(new int[] {1, 2, 3}, loss, loss, accuracy, accuracy).plots())
        .section("Looks")
        .plots(
            ConfusionMatrix.of(truth, said, 3).plot(),
            Predictions.plot(images, truth, said, new float[] {1, 0.9f, 0.8f, 0.6f}),
            Filters.plot("Filters", kernel, 5, 5, 1, 4))
        .build()
        .saveTo(file);
    return file;
  }

  @Test
  void showsEveryPictureAndAsksForNothing() {
    Path file = report();
    browser.prefer("light");
    browser.open(file.toUri());
    JsonNode pictures = browser.evaluate(PICTURES);
    assertThat(pictures).hasSize(5);
    for (JsonNode picture : pictures) {
      assertThat(picture.get("width").asDouble()).isGreaterThan(100);
      assertThat(picture.get("height").asDouble()).isGreaterThan(80);
      assertThat(picture.get("label").asText()).hasSizeGreaterThan(20);
      assertThat(picture.get("inside").asBoolean()).as("no label is cut: %s", picture).isTrue();
      assertThat(picture.get("card").asText()).isEqualTo("rgb(255, 255, 255)");
    }
    assertThat(browser.evaluate("document.title").asText()).isEqualTo("A report & its <pictures>");
    assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean())
        .as("the page does not scroll sideways")
        .isTrue();
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests()).containsExactly(file.toUri().toString());
  }

  @Test
  void isDarkForThoseWhoPreferDark() {
    browser.prefer("dark");
    browser.open(report().toUri());
    for (JsonNode picture : browser.evaluate(PICTURES)) {
      assertThat(picture.get("card").asText()).isEqualTo("rgb(27, 31, 36)");
      assertThat(picture.get("title").asText()).isEqualTo("rgb(230, 237, 243)");
    }
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(14, 17, 22)");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theProbeSeesABadPage() throws IOException {
    Path bad = folder.resolve("bad.html");
    Path picture = folder.resolve("missing.png");
    Files.writeString(
        bad, "<img src='" + picture.toUri() + "'><script>console.error('wrong')</script>");
    browser.open(bad.toUri());
    assertThat(browser.requests())
        .isEqualTo(List.of(bad.toUri().toString(), picture.toUri().toString()));
    assertThat(browser.errors()).anyMatch(e -> e.contains("wrong"));
  }
}
