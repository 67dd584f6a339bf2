package org.espalier.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.BuiltinDigits;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class ClassifierReportTest {
  private static final int PICTURES = 6;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private static HtmlReport report() {
    TrainTest digits = BuiltinDigits.load(400, 100, 1);
    Network network =
        Network.named("net")
            .image(28, 28, 1)
            .conv2d(4, 5, new Nish())
            .maxPool(4)
            .flatten()
            .dense(10)
            .build();
    try (Model model = Espalier.compile(network, Training.classification())) {
      model.fit(digits.train(), Fit.epochs(2).batch(20).validation(digits.test()));
      return ClassifierReport.of("A classifier", model, digits.test());
    }
  }

  @Test
  void showsEverythingThereIs() {
    assertThat(report().html())
        .contains("conv2d, 4 filters 5×5", "Loss by epoch", "Accuracy by epoch")
        .contains("Confusion matrix", "Sample predictions", "Filters of net/conv1")
        .contains("nish and its derivative", "weights SHA-256", "after 2 epochs");
  }

  @Test
  void leavesOutWhatThereIsNot() {
    Dataset points = Dataset.of(new float[][] {{0, 1}, {1, 0}}, new int[] {0, 1});
    Network network = Network.named("net").vector(2).dense(2).build();
    try (Model model = Espalier.compile(network, Training.classification())) {
      assertThat(ClassifierReport.of("Points", model, points).html())
          .contains("Confusion matrix", "after 0 epochs")
          .doesNotContain("Sample predictions", "Filters of", "by epoch", "and its derivative");
    }
  }

  @Test
  void aRegressionHasNoClasses() {
    Dataset points = Dataset.of(new float[][] {{0, 1}}, new float[] {1});
    Network network = Network.named("net").vector(2).dense(1).build();
    try (Model model = Espalier.compile(network, Training.regression())) {
      assertThatThrownBy(() -> ClassifierReport.of("Points", model, points))
          .isInstanceOf(EspalierException.class)
          .hasMessageContaining("has no class ids");
    }
  }

  @Test
  void opensInABrowserWithoutErrorOrRequest() throws IOException {
    Optional<Path> program = Browser.program();
    assumeTrue(program.isPresent(), "SKIPPED: no chromium on the PATH, so no report was opened");
    Path file = folder.resolve("report.html");
    report().saveTo(file);

    try (Browser browser = Browser.start(program.get(), folder.resolve("profile"))) {
      browser.open(file.toUri());

      assertThat(browser.errors()).isEmpty();
      assertThat(browser.requests()).containsExactly(file.toUri().toString());
      assertThat(browser.evaluate("document.querySelectorAll('figure svg').length").asInt())
          .isGreaterThanOrEqualTo(PICTURES);
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('figure > svg')]"
                          + ".every(s => s.getBoundingClientRect().height > 50)")
                  .asBoolean())
          .isTrue();
    }
  }
}
