package org.espalier.runtime.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotPngTest {
  private static final Plot PLOT =
      Plots.curves(
          "Loss",
          "epoch",
          "loss (nats)",
          Series.line("a", new double[] {1, 2}, new double[] {3, 4}));

  private static BufferedImage decoded(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void drawsWithoutADisplayAtTheScaleAsked() throws IOException {
    assertThat(GraphicsEnvironment.isHeadless()).isTrue();
    BufferedImage image = decoded(PLOT.png(1.5));
    assertThat(image.getWidth()).isEqualTo(960);
    assertThat(image.getHeight()).isEqualTo(570);
    assertThat(image.getRGB(2, 2)).isEqualTo(0xffffffff);
    assertThat(colours(image)).contains(0xff000000 | Palette.rgb(Palette.series(0)));
  }

  private static List<Integer> colours(BufferedImage image) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.stream(all).distinct().boxed().toList();
  }

  @Test
  void savesByExtension(@TempDir Path folder) throws IOException {
    PLOT.saveTo(folder.resolve("a.svg"));
    PLOT.saveTo(folder.resolve("a.PNG"));
    assertThat(Files.readString(folder.resolve("a.svg"))).isEqualTo(PLOT.svg());
    assertThat(decoded(Files.readAllBytes(folder.resolve("a.PNG"))).getWidth()).isEqualTo(1280);
  }

  @Test
  void imageGridShowsEachPixelWhereItBelongs() throws IOException {
    float[][][] images = {{{0, 1}, {0.5f, 0}}, {{1, 1}, {1, 0}}};
    Plot plot = Plots.imageGrid("Grid", "ink: 0 black, 1 white", images, List.of("p", "q"), 2);
    BufferedImage drawn = decoded(plot.png(1));
    List<double[]> places =
        Svg.of(plot).all("image").stream()
            .map(
                e ->
                    new double[] {
                      offset(e, 0) + number(e, "x"),
                      offset(e, 1) + number(e, "y"),
                      number(e, "width"),
                      number(e, "height")
                    })
            .toList();
    assertThat(places).hasSize(2);
    for (int i = 0; i < 2; i++) {
      double[] p = places.get(i);
      assertThat(p[2]).isCloseTo(p[3], within(0.01));
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 2; x++) {
          int at =
              drawn.getRGB(
                  (int) (p[0] + p[2] * (x + 0.5) / 2), (int) (p[1] + p[3] * (y + 0.5) / 2));
          int grey = Math.round(255 * images[i][y][x]);
          assertThat(at & 0xff).as("image %d pixel %d,%d", i, y, x).isEqualTo(grey);
        }
      }
    }
  }

  private static double number(org.w3c.dom.Element e, String name) {
    return Double.parseDouble(e.getAttribute(name));
  }

  /** Sum of the translations of all groups around an element, along x (0) or y (1). */
  private static double offset(org.w3c.dom.Element e, int axis) {
    double sum = 0;
    for (org.w3c.dom.Node n = e; n instanceof org.w3c.dom.Element g; n = n.getParentNode()) {
      String transform = g.getAttribute("transform");
      if (transform.startsWith("translate(")) {
        sum +=
            Double.parseDouble(transform.replaceAll(".*\\(|\\).*", "").trim().split("\\s+")[axis]);
      }
    }
    return sum;
  }

  @Test
  void ourEncoderIsReadByOthers() throws IOException {
    int[] argb = {0xff102030, 0x80ffffff, 0x00000000, 0xffff0000, 0xff00ff00, 0xff0000ff};
    BufferedImage image = decoded(PngImage.bytes(3, 2, argb));
    assertThat(image.getRGB(0, 0, 3, 2, null, 0, 3)).isEqualTo(argb);
  }
}
