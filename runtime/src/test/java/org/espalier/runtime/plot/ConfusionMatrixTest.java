package org.espalier.runtime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(new int[] {0, 0, 0, 1, 1, 3}, new int[] {0, 0, 1, 1, 0, 3}, 4)
          .withClassNames(List.of("cat", "dog", "cow", "emu"));

  @Test
  void countsTruthInRowsAndPredictionsInColumns() {
    assertThat(MATRIX.counts())
        .isDeepEqualTo(new int[][] {{2, 1, 0, 0}, {1, 1, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 1}});
    assertThat(MATRIX.total()).isEqualTo(6);
    assertThat(MATRIX.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(MATRIX.recall(0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(MATRIX.precision(1)).isCloseTo(1 / 2.0, within(1e-12));
    assertThat(MATRIX.recall(2)).isNaN();
    assertThat(MATRIX.precision(2)).isNaN();
  }

  @Test
  void isAValue() {
    int[][] counts = MATRIX.counts();
    counts[0][0] = 99;
    assertThat(MATRIX.counts()[0][0]).isEqualTo(2);
    assertThat(MATRIX)
        .isEqualTo(new ConfusionMatrix(MATRIX.counts(), MATRIX.classNames()))
        .isNotEqualTo(new ConfusionMatrix(counts, MATRIX.classNames()));
  }

  @Test
  void printsATable() {
    assertThat(MATRIX.toString().lines())
        .containsExactly(
            "true\\pred    cat    dog    cow    emu   recall",
            "cat            2      1      0      0    66.7%",
            "dog            1      1      0      0    50.0%",
            "cow            0      0      0      0        -",
            "emu            0      0      0      1   100.0%",
            "precision  66.7%  50.0%      - 100.0%    66.7%");
  }

  @Test
  void drawsCountsOverShares() {
    Svg svg = Svg.of(MATRIX.plot());
    assertThat(svg.texts())
        .contains("predicted class", "true class", "cat", "dog", "cow", "emu", "2", "1");
    assertThat(svg.all("rect", e -> e.getAttribute("stroke").equals("#ffffff"))).hasSize(16);
    assertThat(MATRIX.plot().description())
        .isEqualTo(
            "6 samples of 4 classes, accuracy 66.67 %; most frequent mistake: cat taken for dog, once.");
  }

  @Test
  void refusesWhatDoesNotFit() {
    refuses(() -> ConfusionMatrix.of(new int[] {0}, new int[] {0, 1}, 2), "predicted has 2 values");
    refuses(() -> ConfusionMatrix.of(new int[0], new int[0], 2), "0 samples");
    refuses(() -> ConfusionMatrix.of(new int[] {2}, new int[] {0}, 2), "truth[0] is class 2");
    refuses(() -> ConfusionMatrix.of(new int[] {0}, new int[] {-1}, 2), "predicted[0] is class -1");
    refuses(() -> MATRIX.withClassNames(List.of("a")), "classNames has 1 values");
    refuses(() -> new ConfusionMatrix(new int[][] {{-1}}, List.of("a")), "counts[0][0] is -1");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(words);
  }
}
