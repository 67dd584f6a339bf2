package org.espalier.runtime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotErrorsTest {
  private static final double[] TWO = {1, 2};
  private static final double[] THREE = {1, 2, 3};
  private static final Series LINE = Series.line("a", TWO, TWO);

  private static void refuses(ThrowingCallable call, String... words) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(words);
  }

  @Test
  void labelsAreRequired() {
    refuses(() -> Plots.curves("t", " ", "y (m)", LINE), "xLabel must not be empty", "unit");
    refuses(
        () -> Plots.curves("t", "x (s)", null, LINE), "yLabel must not be empty", "loss (nats)");
    refuses(() -> Plots.curves("", "x", "y", LINE), "title must not be empty");
    refuses(() -> Plots.bars("t", "x", "", Bar.of("a", 1)), "yLabel");
    refuses(() -> Plots.heatMap("t", "x", "y", "", new double[1][1]), "valueLabel");
    refuses(() -> Plots.imageGrid("t", "", new float[1][1][1], List.of("a"), 1), "key");
  }

  @Test
  void lengthsMustAgree() {
    refuses(() -> Series.line("loss", TWO, THREE), "series 'loss': y has 3 values where x has 2");
    refuses(() -> LINE.withBand(THREE, TWO), "series 'a': lower has 3 values where x has 2");
    refuses(() -> Cells.of(new double[][] {{1, 2}, {1}}), "row 1 has 1 columns where row 0 has 2");
    refuses(
        () -> Plots.imageGrid("g", "ink", new float[2][1][1], List.of("a"), 1),
        "captions has 1 values where images has 2");
  }

  @Test
  void emptyDataAreRefused() {
    refuses(() -> Series.line("loss", new double[0], new double[0]), "series 'loss' is empty");
    refuses(() -> Plots.curves("t", "x", "y"), "plot 't' has no series");
    refuses(() -> Plots.bars("t", "x", "y"), "plot 't' has no bars");
    refuses(() -> Cells.of(new double[0][0]), "heat map is empty");
    refuses(() -> Plots.imageGrid("g", "ink", List.of(), 3), "image grid 'g' has no images");
    double[] gaps = {Double.NaN, Double.NaN};
    refuses(
        () -> Plots.curves("t", "x", "y", Series.line("a", TWO, gaps)), "plot 't' holds NaN only");
    refuses(() -> Cells.of(new double[][] {gaps}), "NaN only");
  }

  @Test
  void numbersMustBeFiniteWhereNoGapIsMeant() {
    refuses(
        () -> Series.line("a", new double[] {1, Double.NaN}, TWO), "x[1] is NaN", "finite number");
    refuses(
        () -> Series.line("a", TWO, new double[] {1, Double.POSITIVE_INFINITY}),
        "y[1] is Infinity",
        "use NaN to leave a gap");
    refuses(() -> Bar.of("relu", Double.NaN), "bar 'relu' needs finite numbers", "NaN");
    refuses(
        () -> Pixels.grey(new float[][] {{0, Float.NaN}}, 0, 1), "image value 1 is NaN", "finite");
    refuses(
        () -> LINE.withBand(new double[] {1, 5}, new double[] {1, 4}),
        "lower[1] = 5.0 lies above upper = 4.0");
  }

  @Test
  void namesMustDiffer() {
    refuses(() -> Plots.curves("t", "x", "y", LINE, LINE), "two series named 'a'");
    refuses(() -> Plots.bars("t", "x", "y", Bar.of("a", 1), Bar.of("a", 2)), "two bars 'a'");
  }

  @Test
  void sizesAndScalesAreChecked() {
    Plot plot = Plots.curves("t", "x", "y", LINE);
    refuses(() -> plot.withSize(10, 300), "120 × 90", "10 × 300");
    refuses(() -> plot.png(0), "scale must be > 0", "0.0");
    refuses(() -> plot.png(99), "scale must be at most 16", "99.0");
    refuses(() -> plot.svg("1 bad"), "id '1 bad'");
    refuses(
        () -> Plots.imageGrid("g", "ink", new float[1][1][1], List.of("a"), 0),
        "columns must be at least 1, got 0");
    refuses(() -> Pixels.grey(new float[3], 2, 2, 0, 1), "2 × 2 × 1 pixels needs 4 values, got 3");
    refuses(() -> Pixels.grey(new float[4], 2, 2, 1, 1), "range must rise");
    refuses(
        () ->
            Plots.imageGrid(
                "g",
                "ink",
                List.of(
                    Tile.of(Pixels.grey(new float[4], 2, 2, 0, 1), ""),
                    Tile.of(Pixels.grey(new float[6], 2, 3, 0, 1), "")),
                2),
        "images of one size");
  }

  @Test
  void anUnknownExtensionWritesNothing(@TempDir Path folder) throws IOException {
    Plot plot = Plots.curves("t", "x", "y", LINE);
    refuses(() -> plot.saveTo(folder.resolve("plot.gif")), "'plot.gif'", ".svg or .png");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
