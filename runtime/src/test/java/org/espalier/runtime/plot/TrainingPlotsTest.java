package org.espalier.runtime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Learning curves, filters, predictions and functions: the pictures that take plain arrays. */
class TrainingPlotsTest {
  private static final double[] LOSS = {0.3, 0.1};
  private static final double[] SHARES = {0.9, 0.95};

  @Test
  void learningCurvesDrawLossAndAccuracy() {
    LearningCurves curves = LearningCurves.of(new int[] {1, 2}, LOSS, LOSS, SHARES, SHARES);
    assertThat(curves.plots()).hasSize(2);
    Svg loss = Svg.of(curves.loss());
    assertThat(loss.texts())
        .contains("epoch", "cross-entropy loss (nats)", "training", "validation", "1", "2");
    Svg accuracy = Svg.of(curves.accuracy());
    assertThat(accuracy.texts()).contains("accuracy (%)", "90", "95");
    assertThat(Svg.of(curves.withLossLabel("squared error (m²)").loss()).texts())
        .contains("squared error (m²)");
  }

  @Test
  void learningCurvesDoWithoutValidationAndAccuracy() {
    LearningCurves curves = LearningCurves.of(new int[] {1, 2}, LOSS, null, null, null);
    assertThat(curves.plots()).hasSize(1);
    assertThat(Svg.of(curves.loss()).texts()).doesNotContain("validation");
    assertThatIllegalStateException().isThrownBy(curves::accuracy).withMessageContaining("loss()");
  }

  @Test
  void learningCurvesRefuseWhatIsNoAccuracy() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LearningCurves.of(new int[] {1, 2}, LOSS, null, new double[] {90, 95}, null))
        .withMessageContaining("trainAccuracy[0] is 90.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningCurves.of(new int[] {1}, LOSS, null, null, null))
        .withMessageContaining("trainLoss has 2 values where epochs has 1");
  }

  @Test
  void filtersAreCutOutOfHwioOrder() {
    float[] kernel = new float[2 * 2 * 1 * 2];
    kernel[0] = 4; // filter 0, top left
    kernel[3] = -1; // filter 1, top right
    Plot plot = Filters.plot("Filters of a/b", kernel, 2, 2, 1, 2);
    assertThat(Svg.of(plot).all("image")).hasSize(2);
    assertThat(Svg.of(plot).texts()).contains("Filters of a/b", "0", "1");
    Plot other = Filters.plot("Filters of a/b", scaled(kernel, 10), 2, 2, 1, 2);
    assertThat(other).as("each filter is scaled by its own largest weight").isEqualTo(plot);
    kernel[3] = 1;
    assertThat(Filters.plot("Filters of a/b", kernel, 2, 2, 1, 2)).isNotEqualTo(plot);
  }

  private static float[] scaled(float[] values, float by) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= by;
    }
    return scaled;
  }

  @Test
  void filtersOverManyChannelsShareATile() {
    Plot plot = Filters.plot("Filters", new float[3 * 3 * 5 * 7], 3, 3, 5, 7);
    assertThat(Svg.of(plot).all("image")).hasSize(7);
    assertThat(plot.description()).contains("7 images of 9 × 13 pixels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Filters.plot("F", new float[3], 2, 2, 1, 1))
        .withMessageContaining("needs 4 weights, got 3");
  }

  @Test
  void montagePutsEachPartInItsPlace() {
    Pixels black = Pixels.grey(new float[4], 2, 2, 0, 1);
    Pixels white = Pixels.grey(new float[] {1, 1, 1, 1}, 2, 2, 0, 1);
    Pixels all = Pixels.montage(new Pixels[] {black, white, white}, 2);
    assertThat(List.of(all.width(), all.height())).containsExactly(7, 7);
    assertThat(all.argb(1, 1)).isEqualTo(0xff000000);
    assertThat(all.argb(1, 4)).isEqualTo(0xffffffff);
    assertThat(all.argb(5, 2)).isEqualTo(0xffffffff);
    assertThat(all.argb(3, 3)).isEqualTo(all.argb(0, 0)).isEqualTo(all.argb(5, 5));
  }

  @Test
  void pixelsMapValuesToColours() {
    Pixels signed = Pixels.diverging(new float[] {-2, 0, 2}, 1, 3, 2);
    assertThat(signed.argb(0, 0)).isEqualTo(0xff0b4a8f);
    assertThat(signed.argb(0, 1)).isEqualTo(0xfff7f7f7);
    assertThat(signed.argb(0, 2)).isEqualTo(0xff983000);
    Pixels colour = Pixels.rgb(new float[][][] {{{1, 0, 0.2f}, {0, 2, 0}}}, 0, 1);
    assertThat(colour.argb(0, 0)).isEqualTo(0xffff0033);
    assertThat(colour.argb(0, 1)).isEqualTo(0xff00ff00);
  }

  @Test
  void predictionsSetMistakesOff() {
    float[][][] images = new float[3][4][4];
    images[0][0][0] = 1;
    int[] truth = {1, 2, 0};
    int[] said = {1, 0, 0};
    Plot plot =
        Predictions.plot(
            images, truth, said, new float[] {0.9f, 0.5f, 1}, List.of("cat", "dog", "emu"));
    Svg svg = Svg.of(plot);
    assertThat(svg.texts()).contains("dog · 90%", "cat · 50%", "is emu", "cat · 100%");
    assertThat(svg.all("rect", e -> e.getAttribute("fill").equals(Palette.ACCENT))).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predictions.plot(images, truth, said, new float[] {0.9f, 50, 1}))
        .withMessageContaining("confidence[1] is 50.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Predictions.plot(images, truth, said, new float[3], List.of("cat", "dog")))
        .withMessageContaining("truth class 2 has no name");
  }

  @Test
  void aFunctionIsDrawnWithItsDerivative() {
    double[] x = {-1, 0, 1};
    Svg svg = Svg.of(Curve.plot("cube", x, x, new double[] {3, 0, 3}));
    assertThat(svg.texts()).contains("cube and its derivative", "cube(x)", "dcube/dx");
  }
}
